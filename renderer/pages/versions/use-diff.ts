import type { DatasetVersion } from '../../../core/contract/dataset.ts';
import type { VersionDiff } from '../../../core/contract/version.ts';
import { client } from '../../client/client.ts';
import { type KeptResult, useKeptResult } from '../../client/use-kept-result.ts';
import { versionQueries } from './version-queries.ts';

/** How two versions differ, compared where it is not known yet. Nothing is asked without two different versions. */
export function useDiff(
  before: DatasetVersion | null,
  after: DatasetVersion,
  key: readonly string[],
): KeptResult<VersionDiff> {
  const request =
    before && before.id !== after.id
      ? { before: before.id, after: after.id, ...(key.length > 0 ? { key: [...key] } : {}) }
      : null;
  return useKeptResult({
    question: request && JSON.stringify(request),
    query: versionQueries.diff(request),
    start: () => (request ? client.version.diff(request) : Promise.reject(new Error('No two versions'))),
  });
}
