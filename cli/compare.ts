import { parseArguments } from './arguments.ts';
import { printComparison } from './print-comparison.ts';
import { resolveRun } from './resolve-run.ts';
import type { Terminal } from './terminal.ts';
import { exitCode, type Verb } from './verb.ts';
import { withEngine } from './with-engine.ts';

const help = `Usage: assay compare RUN… [--json] [--project DIR]

Compares the models of one or more runs on their test part. A RUN is a run's
id or the beginning of one.

  --json           the result as JSON on standard output (docs/cli.md)
  --project DIR    the project folder (default: the nearest one upward,
                   else ./assay-project)

The table: average precision (AP) with its bootstrap interval, area under the
ROC curve, log loss, Brier score, and F1 and MCC at the decision threshold
chosen on the validation part ("at").`;

export const compareVerb: Verb = { help, run: runCompare };

async function runCompare(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseArguments(args, {
    verb: 'compare',
    options: { json: { type: 'boolean' } },
    positionals: ['RUN…'],
  });
  return withEngine({ project: values.project, terminal }, async ({ client }) => {
    const runs = [];
    for (const prefix of positionals) runs.push(await resolveRun(client, prefix));
    const comparison = await client.compare.runs({ runs: [...new Set(runs)] });
    if (values.json) terminal.json(comparison);
    else printComparison(terminal, comparison);
    return exitCode.done;
  });
}
