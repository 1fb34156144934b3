/**
 * A process to be killed: opens the project given first and stores run after run (or, with "hold", one that it never
 * finishes), telling on standard output what it does.
 */

import { runId } from '../../core/contract/ids.ts';
import { saveJob } from '../../core/store/jobs.ts';
import { openProject } from '../../core/store/project.ts';
import { writeRunDirectory } from '../../core/store/run-directory.ts';
import { jobExample, runExample, writeArtifacts } from './stored-examples.ts';

const [directory = '', mode] = process.argv.slice(2);
const project = openProject({ directory, now: () => new Date() });
saveJob(project, jobExample(`job of ${process.pid}`));
process.stdout.write('opened\n');

for (let i = 0; ; i++) {
  const id = runId.parse((i + 16 ** 8 * process.pid).toString(16).padStart(32, '0'));
  await writeRunDirectory(project, {
    summary: runExample('0', { id }),
    write: async (temporary) => {
      await writeArtifacts(temporary);
      if (mode === 'hold') {
        process.stdout.write('holding\n');
        await new Promise((resolve) => setTimeout(resolve, 3_600_000));
      }
    },
  });
  process.stdout.write(`${id}\n`);
}
