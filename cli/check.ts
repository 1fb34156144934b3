import { resolve } from 'node:path';
import type { ContractCheck, DataContract, RuleResult } from '../core/contract/data-contract.ts';
import type { DatasetVersion, ReadOptions } from '../core/contract/dataset.ts';
import { parseArguments } from './arguments.ts';
import { withoutTrace } from './load-dataset.ts';
import { type NamedFile, namedFiles } from './named-files.ts';
import { printContractCheck } from './print-contract-check.ts';
import { printable } from './printable.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';
import { exitCode, type Verb } from './verb.ts';
import { type Session, withAnyEngine } from './with-engine.ts';
import { withReferences } from './with-references.ts';

const help = `Usage: assay check FILE --contract CONTRACT [--with NAME=PATH …] [--json]
                   [--project DIR]

Holds a file of data against a contract (*.contract.yaml) and prints the rules
that it breaks, with the rows that break them. Keeps nothing.

  --contract CONTRACT  the contract; assay contract learn writes one
  --with NAME=PATH     the file in which relations to the dataset NAME are
                       looked up; can be given several times (default: the
                       latest version of NAME in the project)
  --json               the result as JSON on standard output (docs/cli.md)
  --project DIR        the project folder to work in (default: the nearest one
                       upward, else a temporary one)

Exit codes: 0 the contract holds, 1 it is broken, 2 wrong usage, 3 it holds as
far as it was checked: a dataset that it refers to is not there.

Examples: assay check may.csv --contract sales.contract.yaml
          assay check may.csv --contract sales.yaml --with shops=shops.csv`;

export const checkVerb: Verb = { help, run: runCheck };

async function runCheck(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseArguments(args, {
    verb: 'check',
    options: {
      contract: { type: 'string' },
      json: { type: 'boolean' },
      with: { type: 'string', multiple: true },
    },
    positionals: ['FILE'],
  });
  const [file = ''] = positionals;
  const { contract: contractFile } = values;
  if (contractFile === undefined) throw new UsageError('--contract is missing.', 'check');
  const named = namedFiles(values.with, 'check');
  const { readDataContract } = await import('../core/engine/index.ts');
  const contract = await readDataContract(contractFile);
  const { check, version, absent } = await withAnyEngine({ project: values.project, terminal }, (session) =>
    checkFile(session, { file, contract, named }),
  );
  if (values.json) terminal.json(contractCheckJson(version, check));
  else printContractCheck({ terminal, version, check });
  for (const name of absent) {
    terminal.err(
      `There is no dataset "${printable(name)}" in the project: give its file with --with "${printable(name)}=PATH".`,
    );
  }
  if (!check.holds) return exitCode.failed;
  return check.rules.some(isUnchecked) ? exitCode.unchecked : exitCode.done;
}

function isUnchecked({ status }: RuleResult): boolean {
  return status === 'not checked';
}

/**
 * Loads the file, and those that it refers to, checks it, and takes out again what was not there before. `absent` are
 * datasets that the contract refers to and that nobody gave.
 */
async function checkFile(
  session: Session,
  { file, contract, named }: { file: string; contract: DataContract; named: readonly NamedFile[] },
): Promise<{ check: ContractCheck; version: DatasetVersion; absent: string[] }> {
  const options = await optionsFor(session, { file, contract });
  const text = JSON.stringify(contract);
  return withoutTrace(session, { path: file, options }, (version) =>
    withReferences(session, named, async (references) => {
      const check = await session.client.dataContract.check({ version: version.id, text, references });
      const known = new Set((await session.client.dataset.list({})).map(({ name }) => name));
      const wanted = new Set((contract.relations ?? []).map(({ dataset }) => dataset));
      const absent = [...wanted].filter((name) => !Object.hasOwn(references, name) && !known.has(name));
      return { check, version, absent };
    }),
  );
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
  const notChecked = check.rules.filter(isUnchecked);
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
    failed: failed.map(({ rule, column, relation, expected, found, count, evidence }) => ({
      rule,
      column,
      ...(relation ? { relation } : {}),
      expected,
      found,
      count,
      evidence,
    })),
    notChecked: notChecked.map(({ rule, column, relation, expected, found }) => ({
      rule,
      column,
      ...(relation ? { relation } : {}),
      expected,
      found,
    })),
  };
}
