import { parseArguments } from './arguments.ts';
import { withoutTrace } from './load-dataset.ts';
import { namedFiles } from './named-files.ts';
import { printable } from './printable.ts';
import { readFlags, readFlagsHelp, readOptionsOf } from './read-flags.ts';
import { tellBadRows } from './tell-bad-rows.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';
import { exitCode, type Verb } from './verb.ts';
import { withAnyEngine } from './with-engine.ts';
import { withReferences } from './with-references.ts';
import { writeText } from './write-text.ts';

const help = `Usage: assay contract learn FILE [--with NAME=PATH …] [--out CONTRACT]
                                 [--project DIR] [reading options]

Learns a contract from a file of data: types, required columns, ranges,
categories, missing cells, uniqueness, lengths and shapes of texts, numbers of
rows, and relations to the other datasets of the project. Limits are wider than
what was seen. The text is meant to be edited; docs/data-contracts.md explains
each rule. Keeps nothing of the data.

  --with NAME=PATH a file that FILE may refer to, and the name to call it by;
                   can be given several times
  --out CONTRACT   the file to write (default: standard output)
  --project DIR    the project folder to work in (default: the nearest one
                   upward, else a temporary one)

${readFlagsHelp()}

Example: assay contract learn april.csv --out sales.contract.yaml`;

export const contractVerb: Verb = { help, run: runContract };

async function runContract([action, ...args]: readonly string[], terminal: Terminal): Promise<number> {
  if (action !== 'learn') {
    const given = action === undefined ? 'An action is missing' : `"${action}" is no action`;
    throw new UsageError(`${given}; there is learn.`, 'contract');
  }
  const { values, positionals } = parseArguments(args, {
    verb: 'contract',
    options: {
      out: { type: 'string', short: 'o' },
      with: { type: 'string', multiple: true },
      ...readFlags,
    },
    positionals: ['FILE'],
  });
  const [file = ''] = positionals;
  const named = namedFiles(values.with, 'contract');
  const options = readOptionsOf(values, 'contract');
  const text = await withAnyEngine({ project: values.project, terminal }, async (session) =>
    withoutTrace(session, { path: file, options }, async (version) => {
      await tellBadRows(session, version, terminal);
      return withReferences(session, named, (references) =>
        session.client.dataContract.learn({ version: version.id, references }),
      );
    }),
  );
  if (values.out === undefined) {
    terminal.out(text.trimEnd());
  } else {
    await writeText(values.out, text);
    terminal.err(`Wrote ${printable(values.out)}.`);
  }
  return exitCode.done;
}
