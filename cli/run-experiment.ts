import { resolve } from 'node:path';
import type { ReadOptions } from '../core/contract/dataset.ts';
import type { RunId } from '../core/contract/ids.ts';
import { resultOfKind } from './follow-job.ts';
import { withDataset } from './load-dataset.ts';
import type { Session } from './with-engine.ts';

/** Runs an experiment file: its data is loaded, or found in the project, and its run made, or found. */
export async function runExperiment(
  session: Session,
  path: string,
  /** What is to be read otherwise than the file says. */
  options: ReadOptions = {},
): Promise<{ run: RunId; wasCached: boolean }> {
  const { readExperiment } = await import('../core/engine/index.ts');
  const file = await readExperiment(resolve(path));
  const data = { ...file.data, options: { ...file.data.options, ...options } };
  return withDataset(session, data, async ({ id }) => {
    const spec = { ...file, data: { version: id } };
    return resultOfKind(await session.follow(session.client.run.start({ spec })), 'run');
  });
}
