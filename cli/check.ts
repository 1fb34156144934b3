import type { DataContract } from '../core/contract/data-contract.ts';
import { parseArguments } from './arguments.ts';
import { checkFile } from './check-file.ts';
import { contractCheckJson, isUnchecked } from './contract-check-json.ts';
import { JobFailure } from './job-failure.ts';
import { namedFiles } from './named-files.ts';
import { printContractCheck } from './print-contract-check.ts';
import { printable } from './printable.ts';
import { readFlags, readFlagsHelp, readOptionsOf } from './read-flags.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';
import { exitCode, type Verb } from './verb.ts';
import { withAnyEngine } from './with-engine.ts';

const help = `Usage: assay check FILE --contract CONTRACT [--with NAME=PATH …] [--rows CSV]
                   [--json] [--project DIR] [reading options]

Holds a file of data against a contract (*.contract.yaml) and prints the rules
that it breaks, with the rows that break them. Rows that cannot be read are set
aside and count as failing. Keeps nothing.

  --contract CONTRACT  the contract; assay contract learn writes one
  --with NAME=PATH     the file in which relations to the dataset NAME are
                       looked up; can be given several times (default: the
                       latest version of NAME in the project)
  --rows CSV           write every failing row to this file: row number, rule,
                       column, value; of rows that cannot be read the line
  --json               the result as JSON on standard output (docs/cli.md)
  --project DIR        the project folder to work in (default: the nearest one
                       upward, else a temporary one)

${readFlagsHelp({ badRows: 'set-aside' })}

Exit codes: 0 the contract holds, 1 it is broken, 2 wrong usage or CONTRACT is
none, 3 it holds as far as it was checked: a dataset that it refers to is not
there, 4 a file of data cannot be loaded.

Examples: assay check may.csv --contract sales.contract.yaml
          assay check may.csv --contract sales.yaml --with shops=shops.csv`;

export const checkVerb: Verb = { help, run: runCheck };

async function runCheck(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseArguments(args, {
    verb: 'check',
    options: {
      contract: { type: 'string' },
      json: { type: 'boolean' },
      rows: { type: 'string' },
      with: { type: 'string', multiple: true },
      ...readFlags,
    },
    positionals: ['FILE'],
  });
  const [file = ''] = positionals;
  const { contract: contractFile, rows } = values;
  if (contractFile === undefined) throw new UsageError('--contract is missing.', 'check');
  const named = namedFiles(values.with, 'check');
  const options = readOptionsOf(values, 'check');
  const contract = await readContract(contractFile);
  const found = await withAnyEngine({ project: values.project, terminal }, (session) =>
    checkFile(session, { file, contract, options, named, rows }),
  );
  const { check, unreadable, absent } = found;
  if (values.json) terminal.json(contractCheckJson(found));
  else printContractCheck(terminal, found);
  if (rows !== undefined) terminal.err(`Wrote ${printable(rows)}.`);
  for (const name of absent) {
    terminal.err(
      `There is no dataset "${printable(name)}" in the project: give its file with --with "${printable(name)}=PATH".`,
    );
  }
  if (!check.holds || unreadable.total > 0) return exitCode.failed;
  return check.rules.some(isUnchecked) ? exitCode.unchecked : exitCode.done;
}

/** The contract in a file. One that cannot be read is told apart from one that the data breaks: exit code 2. */
async function readContract(path: string): Promise<DataContract> {
  const { readDataContract } = await import('../core/engine/index.ts');
  try {
    return await readDataContract(path);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    throw new JobFailure(String(error.code), error.message, exitCode.usage);
  }
}
