import { resolve } from 'node:path';
import type { ContractCheck, DataContract } from '../core/contract/data-contract.ts';
import type { DatasetVersion, ReadOptions } from '../core/contract/dataset.ts';
import { parseArguments } from './arguments.ts';
import { withDataset } from './load-dataset.ts';
import { printContractCheck } from './print-contract-check.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';
import { exitCode, type Verb } from './verb.ts';
import { type Session, withAnyEngine } from './with-engine.ts';

const help = `Usage: assay check FILE --contract CONTRACT [--json] [--project DIR]

Holds a file of data against a contract (*.contract.yaml) and prints the rules
that it breaks, with the rows that break them. Keeps nothing.

  --contract CONTRACT  the contract; assay contract learn writes one
  --json               the result as JSON on standard output (docs/cli.md)
  --project DIR        the project folder to work in (default: the nearest one
                       upward, else a temporary one)

Exit codes: 0 the contract holds, 1 it is broken, 2 wrong usage.

Example: assay check may.csv --contract sales.contract.yaml`;

export const checkVerb: Verb = { help, run: runCheck };

async function runCheck(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseArguments(args, {
    verb: 'check',
    options: { contract: { type: 'string' }, json: { type: 'boolean' } },
    positionals: ['FILE'],
  });
  const [file = ''] = positionals;
  const { contract: contractFile } = values;
  if (contractFile === undefined) throw new UsageError('--contract is missing.', 'check');
  const { readDataContract } = await import('../core/engine/index.ts');
  const contract = await readDataContract(contractFile);
  const { check, version } = await withAnyEngine({ project: values.project, terminal }, (session) =>
    checkFile(session, { file, contract }),
  );
  if (values.json) terminal.json(contractCheckJson(version, check));
  else printContractCheck({ terminal, version, check });
  return check.holds ? exitCode.done : exitCode.failed;
}

/** Loads the file, checks it, and takes it out of the project again where it was not there before. */
async function checkFile(
  session: Session,
  { file, contract }: { file: string; contract: DataContract },
): Promise<{ check: ContractCheck; version: DatasetVersion }> {
  const { client } = session;
  const known = new Set((await client.dataset.list({})).map(({ id }) => id));
  const options = await optionsFor(session, { file, contract });
  return withDataset(session, { path: file, options }, async (version) => {
    const check = await client.dataContract.check({ version: version.id, text: JSON.stringify(contract) });
    if (!known.has(version.id)) await client.dataset.remove({ version: version.id });
    return { check, version };
  });
}

/** Columns that the contract calls text are read as text, so that codes of digits keep how they are spelt. */
async function optionsFor(
  { client }: Session,
  { file, contract }: { file: string; contract: DataContract },
): Promise<ReadOptions> {
  const isText = new Set(contract.columns.filter(({ type }) => type === 'text').map(({ name }) => name));
  const { columns } = await client.dataset.inspect({ path: resolve(file), options: {} });
  const texts = columns.filter(({ name, type }) => type !== 'text' && isText.has(name));
  if (texts.length === 0) return {};
  return { types: Object.fromEntries(texts.map(({ name }) => [name, 'text' as const])) };
}

/** What `assay check --json` prints. Stable: keys are added, never renamed or removed. */
function contractCheckJson(version: DatasetVersion, check: ContractCheck) {
  const failed = check.rules.filter(({ status }) => status === 'fail');
  return {
    dataset: {
      version: version.id,
      name: version.name,
      path: version.sourcePath,
      rowCount: version.rowCount,
      columnCount: version.columns.length,
    },
    contract: check.contract,
    holds: check.holds,
    ruleCount: check.rules.length,
    failed: failed.map(({ rule, column, expected, found, count, evidence }) => ({
      rule,
      column,
      expected,
      found,
      count,
      evidence,
    })),
  };
}
