/** What was computed of versions that never change: comparisons and checks of splits, by what was asked. */
export const results = `
CREATE TABLE results (
  kind TEXT NOT NULL,
  question TEXT NOT NULL,
  engine_version TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (kind, question, engine_version)
) STRICT;
`;
