import { resolve } from 'node:path';
import { resultOfKind } from './follow-job.ts';
import { printable } from './printable.ts';
import { shortRun } from './resolve-run.ts';
import type { Terminal } from './terminal.ts';
import { exitCode } from './verb.ts';
import { withEngine } from './with-engine.ts';

/** Adds a bundle's run to the project and prints the run's id and name. */
export async function importBundle(options: {
  terminal: Terminal;
  file: string;
  project: string | undefined;
}): Promise<number> {
  const { terminal, file } = options;
  return withEngine({ project: options.project, terminal }, async ({ client, follow }) => {
    const imported = await follow(client.bundle.import({ path: resolve(file) }));
    const { run, wasCached } = resultOfKind(imported, 'run');
    const { spec } = await client.run.get({ run });
    const known = wasCached ? ' (was there already)' : '';
    terminal.out(`Run ${shortRun(run)}  ${printable(spec.name)}${known}`);
    return exitCode.done;
  });
}
