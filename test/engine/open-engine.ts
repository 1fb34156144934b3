import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type JobId, jobId } from '../../core/contract/ids.ts';
import type { Job } from '../../core/contract/job.ts';
import { createEngine, type Engine } from '../../core/engine/index.ts';
import { noon } from '../support/temporary-project.ts';

/** An engine on a new project in this folder. Whoever opens it closes it. */
export function openEngine(folder: string): Engine {
  return createEngine({ projectDirectory: join(folder, 'project'), host: 'cli', now: () => noon });
}

/** Waits until the job ends, whichever way. */
export async function endOf({ client }: Engine, job: JobId): Promise<Job> {
  for await (const event of await client.job.watch({ job })) {
    if (event.kind === 'state' && event.job.status !== 'running') return event.job;
  }
  throw new Error(`job ${jobId.parse(job)} never ended`);
}

/** Loads a CSV text and answers with its version. */
export async function loadCsv(engine: Engine, folder: string, text: string) {
  const path = join(folder, `table-${text.length}.csv`);
  writeFileSync(path, text);
  const { job } = await engine.client.dataset.load({ path });
  const { result, error } = await endOf(engine, job);
  if (result?.kind !== 'version') throw new Error(`not loaded: ${error?.message}`);
  return result.version;
}
