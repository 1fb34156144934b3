/** Profiles by the thresholds that they were made with as well; they are computed anew when they are asked for. */
export const thresholds = `
DROP TABLE profiles;
CREATE TABLE profiles (
  version TEXT NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
  target TEXT NOT NULL,
  thresholds TEXT NOT NULL,
  engine_version TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (version, target, thresholds, engine_version)
) STRICT;
`;
