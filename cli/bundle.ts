import { parseArguments } from './arguments.ts';
import { exportBundle } from './bundle-export.ts';
import { importBundle } from './bundle-import.ts';
import { verifyBundle } from './bundle-verify.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';
import type { Verb } from './verb.ts';

const help = `Usage: assay bundle export RUN [--output FILE] [--no-data]
                           [--allow-personal-data] [--project DIR]
       assay bundle verify FILE [--json] [--project DIR]
       assay bundle import FILE [--project DIR]

A bundle is one file that holds a whole run: spec, metrics, predictions,
models, environment, and a checksum of every part.

export   writes the run's bundle and prints its path
verify   checks every part; exit code 1 when a byte differs
import   adds the bundle's run to the project; importing twice adds nothing

  --output FILE    where export writes (default: the project's bundles/)
  --no-data        leave the rows of the dataset out
  --allow-personal-data
                   export although columns look like personal data, or the
                   data is gone and cannot be checked for it
  --json           verify: the report as JSON on standard output (docs/cli.md)
  --project DIR    the project folder (default: the nearest one upward,
                   else ./assay-project)

A RUN is a run's id or the beginning of one.`;

export const bundleVerb: Verb = { help, run: runBundle };

async function runBundle([action, ...args]: readonly string[], terminal: Terminal): Promise<number> {
  if (action === 'export') {
    const { values, positionals } = parseArguments(args, {
      verb: 'bundle',
      options: {
        output: { type: 'string', short: 'o' },
        data: { type: 'boolean', default: true },
        'allow-personal-data': { type: 'boolean', default: false },
      },
      positionals: ['RUN'],
    });
    const [run = ''] = positionals;
    const allowPersonalData = values['allow-personal-data'];
    return exportBundle({ terminal, run, includeData: values.data, allowPersonalData, ...values });
  }
  if (action === 'verify') {
    const { values, positionals } = parseArguments(args, {
      verb: 'bundle',
      options: { json: { type: 'boolean' } },
      positionals: ['FILE'],
    });
    const [file = ''] = positionals;
    return verifyBundle({ terminal, file, isJson: values.json ?? false, project: values.project });
  }
  if (action === 'import') {
    const { values, positionals } = parseArguments(args, {
      verb: 'bundle',
      options: {},
      positionals: ['FILE'],
    });
    const [file = ''] = positionals;
    return importBundle({ terminal, file, project: values.project });
  }
  const given = action === undefined ? 'An action is missing' : `"${action}" is no action`;
  throw new UsageError(`${given}; there are export, verify and import.`, 'bundle');
}
