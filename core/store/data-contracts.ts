import {
  type ContractCheck,
  contractCheck,
  type StoredContract,
  storedContract,
} from '../contract/data-contract.ts';
import type { DatasetVersionId } from '../contract/ids.ts';
import { inDatabase } from './in-database.ts';
import { fromJsonText, toJsonText } from './json-text.ts';
import type { Project } from './project.ts';

/** The contract kept for the dataset of this name, or null. */
export function getDataContract(project: Project, dataset: string): StoredContract | null {
  return inDatabase(project.path, () => {
    const document = project.database
      .prepare<[string], string>('SELECT document FROM data_contracts WHERE dataset = ?')
      .pluck()
      .get(dataset);
    return document === undefined ? null : storedContract.parse(fromJsonText(document));
  });
}

/** Keeps a contract in place of the one that its dataset had. */
export function saveDataContract(project: Project, contract: StoredContract): void {
  inDatabase(project.path, () =>
    project.database
      .prepare('INSERT OR REPLACE INTO data_contracts (dataset, document) VALUES (?, ?)')
      .run(contract.dataset, toJsonText(contract)),
  );
}

/** Forgets the contract of a dataset; one that has none stays as it is. */
export function removeDataContract(project: Project, dataset: string): void {
  inDatabase(project.path, () =>
    project.database.prepare('DELETE FROM data_contracts WHERE dataset = ?').run(dataset),
  );
}

/** What this version was found to be under the contract with this digest, or null. */
export function getContractCheck(
  project: Project,
  key: { version: DatasetVersionId; digest: string },
): ContractCheck | null {
  return inDatabase(project.path, () => {
    const document = project.database
      .prepare<[string, string], string>(
        'SELECT document FROM contract_checks WHERE version = ? AND contract = ?',
      )
      .pluck()
      .get(key.version, key.digest);
    return document === undefined ? null : contractCheck.parse(fromJsonText(document));
  });
}

/** Keeps a result; its version must be in the project. */
export function saveContractCheck(
  project: Project,
  { check, digest }: { check: ContractCheck; digest: string },
): void {
  inDatabase(project.path, () =>
    project.database
      .prepare('INSERT OR REPLACE INTO contract_checks (version, contract, document) VALUES (?, ?, ?)')
      .run(check.version, digest, toJsonText(check)),
  );
}
