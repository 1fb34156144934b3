import type { DatasetVersionId } from '../contract/ids.ts';
import type { ColumnStatistics } from '../contract/profile.ts';
import { columnStatistics } from '../profile/statistics.ts';
import { getAnyProfile } from '../store/profiles.ts';
import type { Project } from '../store/project.ts';
import { engineVersion } from '../version.ts';
import type { EngineContext } from './context.ts';
import { runningProfile } from './profile-work.ts';

/** By the open project: a call has a context of its own. */
const known = new WeakMap<Project, Map<DatasetVersionId, ColumnStatistics[]>>();

/** Statistics of a version never change, so they are computed once an engine; a profile that is at it is waited for. */
export async function knownStatistics(
  context: EngineContext,
  { version, signal }: { version: DatasetVersionId; signal?: AbortSignal },
): Promise<ColumnStatistics[]> {
  const there = statisticsThere(context, version);
  if (there) return there;
  const running = await runningProfile(context, version)?.statistics.catch(() => null);
  const statistics =
    running ??
    (await columnStatistics({
      sql: await context.sql(),
      table: context.table(version),
      threads: context.pool(),
      signal,
    }));
  cacheOf(context).set(version, statistics);
  return statistics;
}

/** The statistics of a version where they have been computed, else null. */
export function statisticsThere(
  context: EngineContext,
  version: DatasetVersionId,
): ColumnStatistics[] | null {
  const cache = cacheOf(context);
  const there =
    cache.get(version) ?? getAnyProfile(context.project, { version, engineVersion })?.columns ?? null;
  if (there) cache.set(version, there);
  return there;
}

function cacheOf({ project }: EngineContext): Map<DatasetVersionId, ColumnStatistics[]> {
  const cache = known.get(project) ?? new Map<DatasetVersionId, ColumnStatistics[]>();
  known.set(project, cache);
  return cache;
}
