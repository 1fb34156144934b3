import type { ContractCheck, DataContract } from '../contract/data-contract.ts';
import type { DatasetVersionId } from '../contract/ids.ts';
import { checkDataContract } from '../profile/data-contract/check.ts';
import { canonicalJson, sha256 } from '../shared/canonical-json.ts';
import { getContractCheck, getDataContract, saveContractCheck } from '../store/data-contracts.ts';
import { getVersion } from '../store/versions.ts';
import type { EngineContext } from './context.ts';
import { parseDataContract } from './data-contract-text.ts';
import { openReferences, referencedVersions } from './references.ts';

/** The contract that the project keeps for a dataset; null without one. */
export function keptContract(context: EngineContext, dataset: string): DataContract | null {
  const stored = getDataContract(context.project, dataset);
  return stored ? parseDataContract(stored.text, `The contract of ${dataset}`) : null;
}

/** What names a result: what the contract says, and the versions that its relations were looked up in. */
export function digestOf(contract: DataContract, references: ReadonlyMap<string, DatasetVersionId>): string {
  return sha256(
    canonicalJson(contract.relations ? { contract, references: Object.fromEntries(references) } : contract),
  );
}

/** Holds a version against the contract kept for its dataset, and keeps the result; null without a contract. */
export async function checkKept(
  context: EngineContext,
  { version, signal }: { version: DatasetVersionId; signal?: AbortSignal },
): Promise<ContractCheck | null> {
  const { project } = context;
  const contract = keptContract(context, getVersion(project, version).name);
  if (!contract) return null;
  const references = referencedVersions(context, { contract, version });
  const digest = digestOf(contract, references);
  const known = getContractCheck(project, { version, digest });
  if (known) return known;
  const check = await checkDataContract({
    sql: await context.sql(),
    table: context.table(version),
    contract,
    references: openReferences(context, references),
    signal,
  });
  saveContractCheck(project, { check, digest });
  return check;
}

/**
 * Starts the check of a version that was just loaded, where its dataset has a contract. The command line checks when
 * it is asked to: its engine ends with the command.
 */
export function checkAfterLoad(context: EngineContext, version: DatasetVersionId): void {
  const { name } = getVersion(context.project, version);
  if (context.host === 'cli' || !getDataContract(context.project, name)) return;
  const title = `Hold ${name} against its contract`;
  context.jobs.start({ kind: 'check', title }, async ({ signal }) => {
    const check = await checkKept(context, { version, signal });
    return { kind: 'check', version, holds: check?.holds ?? true };
  });
}
