import { parseArguments } from './arguments.ts';
import { withDataset } from './load-dataset.ts';
import { printable } from './printable.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';
import { exitCode, type Verb } from './verb.ts';
import { withAnyEngine } from './with-engine.ts';
import { writeText } from './write-text.ts';

const help = `Usage: assay contract learn FILE [--out CONTRACT] [--project DIR]

Learns a contract from a file of data: types, required columns, ranges,
categories, missing cells, uniqueness, lengths and shapes of texts, numbers of
rows. Limits are wider than what was seen. The text is meant to be edited;
docs/data-contracts.md explains each rule. Keeps nothing of the data.

  --out CONTRACT   the file to write (default: standard output)
  --project DIR    the project folder to work in (default: the nearest one
                   upward, else a temporary one)

Example: assay contract learn april.csv --out sales.contract.yaml`;

export const contractVerb: Verb = { help, run: runContract };

async function runContract([action, ...args]: readonly string[], terminal: Terminal): Promise<number> {
  if (action !== 'learn') {
    const given = action === undefined ? 'An action is missing' : `"${action}" is no action`;
    throw new UsageError(`${given}; there is learn.`, 'contract');
  }
  const { values, positionals } = parseArguments(args, {
    verb: 'contract',
    options: { out: { type: 'string', short: 'o' } },
    positionals: ['FILE'],
  });
  const [file = ''] = positionals;
  const text = await withAnyEngine({ project: values.project, terminal }, async (session) => {
    const { client } = session;
    const known = new Set((await client.dataset.list({})).map(({ id }) => id));
    return withDataset(session, { path: file }, async ({ id }) => {
      const learned = await client.dataContract.learn({ version: id });
      if (!known.has(id)) await client.dataset.remove({ version: id });
      return learned;
    });
  });
  if (values.out === undefined) {
    terminal.out(text.trimEnd());
  } else {
    await writeText(values.out, text);
    terminal.err(`Wrote ${printable(values.out)}.`);
  }
  return exitCode.done;
}
