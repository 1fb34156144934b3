import { resolve } from 'node:path';
import type { DatasetVersion, ReadOptions } from '../core/contract/dataset.ts';
import { resultOfKind } from './follow-job.ts';
import type { Session } from './with-engine.ts';

/**
 * Loads a file and works with its version. When the work fails or is stopped, a version that was not in the
 * project before is taken out again, so that a command leaves all or nothing.
 */
export async function withDataset<Result>(
  session: Session,
  file: { path: string; options?: ReadOptions },
  work: (version: DatasetVersion) => Promise<Result>,
): Promise<Result> {
  const { client } = session;
  const known = new Set((await client.dataset.list({})).map((version) => version.id));
  const loaded = await session.follow(client.dataset.load({ ...file, path: resolve(file.path) }));
  const { version } = resultOfKind(loaded, 'version');
  try {
    return await work(await client.dataset.get({ version }));
  } catch (error) {
    if (!known.has(version)) await client.dataset.remove({ version });
    throw error;
  }
}
