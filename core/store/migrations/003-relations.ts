/** What versions were made from, and the relations that were inferred between versions. */
export const relations = `
CREATE TABLE version_parents (
  version TEXT NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  parent TEXT NOT NULL,
  PRIMARY KEY (version, position)
) STRICT;

CREATE TABLE version_joins (
  version TEXT PRIMARY KEY REFERENCES versions (id) ON DELETE CASCADE,
  document TEXT NOT NULL
) STRICT;

CREATE TABLE relation_graphs (
  versions TEXT NOT NULL,
  engine_version TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (versions, engine_version)
) STRICT;
`;
