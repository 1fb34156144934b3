import type { DatasetVersionId } from '../contract/ids.ts';
import type { ColumnStatistics } from '../contract/profile.ts';
import { columnStatistics } from '../profile/statistics.ts';
import { getProfile } from '../store/profiles.ts';
import { engineVersion } from '../version.ts';
import type { EngineContext } from './context.ts';

const known = new WeakMap<EngineContext, Map<DatasetVersionId, ColumnStatistics[]>>();

/** Statistics of a version never change, so they are computed once an engine. */
export async function knownStatistics(
  context: EngineContext,
  { version, signal }: { version: DatasetVersionId; signal?: AbortSignal },
): Promise<ColumnStatistics[]> {
  const cache = known.get(context) ?? new Map<DatasetVersionId, ColumnStatistics[]>();
  known.set(context, cache);
  const cached =
    cache.get(version) ?? getProfile(context.project, { version, target: null, engineVersion })?.columns;
  const statistics =
    cached ?? (await columnStatistics({ sql: await context.sql(), table: context.table(version), signal }));
  cache.set(version, statistics);
  return statistics;
}
