import { parseArguments } from './arguments.ts';
import { printComparison } from './print-comparison.ts';
import { printable } from './printable.ts';
import { readFlags, readOptionsOf } from './read-flags.ts';
import { shortRun } from './resolve-run.ts';
import { runExperiment } from './run-experiment.ts';
import { tellBadRows } from './tell-bad-rows.ts';
import { tellSplit } from './tell-split.ts';
import type { Terminal } from './terminal.ts';
import { exitCode, type Verb } from './verb.ts';
import { withEngine } from './with-engine.ts';

const help = `Usage: assay run SPEC [--bad-rows set-aside] [--json] [--project DIR]

Runs an experiment file (*.assay.yaml): loads its data, parts it, trains its
learners and prints how they compare on the test part. The same question is
answered from the project when it was asked before.

  --bad-rows WHAT  set-aside keeps rows that cannot be read apart; stop ends
                   at the first (default: as the file says, else stop)
  --json           the result as JSON on standard output (docs/cli.md)
  --project DIR    the project folder (default: the nearest one upward,
                   else ./assay-project)

The file is described in docs/experiment-file.md.
Example: assay run sample-data/german-credit.assay.yaml`;

export const runVerb: Verb = { help, run: runRun };

async function runRun(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseArguments(args, {
    verb: 'run',
    options: { json: { type: 'boolean' }, 'bad-rows': readFlags['bad-rows'] },
    positionals: ['SPEC'],
  });
  const [path = ''] = positionals;
  return withEngine({ project: values.project, terminal }, async (session) => {
    const { run: id, wasCached } = await runExperiment(session, path, readOptionsOf(values, 'run'));
    const run = await session.client.run.get({ run: id });
    await tellBadRows(session, await session.client.dataset.get(run.spec.data), terminal);
    await tellSplit(session, run.spec, terminal);
    if (values.json) {
      const { spec, datasetName, metrics } = run;
      terminal.json({ run: id, wasCached, dataset: datasetName, spec, metrics });
      return exitCode.done;
    }
    terminal.out(
      `Run ${shortRun(id)}  ${printable(run.spec.name)}${wasCached ? ' (was there already)' : ''}\n`,
    );
    printComparison(terminal, await session.client.compare.runs({ runs: [id] }));
    return exitCode.done;
  });
}
