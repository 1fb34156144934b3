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
  file: { path: string; name?: string; options?: ReadOptions },
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

/** The same for a command that keeps nothing: a version that was not in the project before is always taken out again. */
export async function withoutTrace<Result>(
  session: Session,
  file: { path: string; name?: string; options?: ReadOptions },
  work: (version: DatasetVersion) => Promise<Result>,
): Promise<Result> {
  const { client } = session;
  const known = new Set((await client.dataset.list({})).map(({ id }) => id));
  return withDataset(session, file, async (version) => {
    const result = await work(version);
    if (!known.has(version.id)) await client.dataset.remove({ version: version.id });
    return result;
  });
}
