/** Everything a project stores besides its files. Documents are JSON text whose shape the contract defines. */
export const initial = `
CREATE TABLE dataset_names (
  name TEXT PRIMARY KEY,
  last_number INTEGER NOT NULL
) STRICT;

CREATE TABLE versions (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL REFERENCES dataset_names (name),
  number INTEGER NOT NULL,
  loaded_at TEXT NOT NULL,
  document TEXT NOT NULL,
  UNIQUE (name, number)
) STRICT;

CREATE TABLE profiles (
  version TEXT NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
  target TEXT NOT NULL,
  engine_version TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (version, target, engine_version)
) STRICT;

CREATE TABLE drafts (
  version TEXT PRIMARY KEY REFERENCES versions (id) ON DELETE CASCADE,
  document TEXT NOT NULL
) STRICT;

CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  document TEXT NOT NULL
) STRICT;

CREATE TABLE jobs (
  id TEXT PRIMARY KEY,
  status TEXT NOT NULL,
  started_at TEXT NOT NULL,
  owner TEXT NOT NULL,
  document TEXT NOT NULL
) STRICT;
CREATE INDEX jobs_by_start ON jobs (started_at);

CREATE TABLE runs (
  id TEXT PRIMARY KEY,
  created_at TEXT NOT NULL,
  document TEXT NOT NULL
) STRICT;

CREATE TABLE looks (
  digest TEXT NOT NULL,
  run TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (digest, run)
) STRICT;

CREATE TABLE bundles (
  path TEXT PRIMARY KEY,
  created_at TEXT NOT NULL,
  document TEXT NOT NULL
) STRICT;
`;
