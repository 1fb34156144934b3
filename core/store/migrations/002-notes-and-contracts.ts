/** Notes on versions, the contract of each dataset, and what checks against it found. */
export const notesAndContracts = `
CREATE TABLE version_notes (
  version TEXT PRIMARY KEY REFERENCES versions (id) ON DELETE CASCADE,
  document TEXT NOT NULL
) STRICT;

CREATE TABLE data_contracts (
  dataset TEXT PRIMARY KEY,
  document TEXT NOT NULL
) STRICT;

CREATE TABLE contract_checks (
  version TEXT NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
  contract TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (version, contract)
) STRICT;
`;
