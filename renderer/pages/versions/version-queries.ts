import { queryOptions, skipToken } from '@tanstack/react-query';
import type { DatasetVersionId } from '../../../core/contract/ids.ts';
import { client } from '../../client/client.ts';

/** What the Versions page asks of the engine. A check is asked anew when the contract was saved anew. */
export const versionQueries = {
  diff: (before: DatasetVersionId | null, after: DatasetVersionId | null, key: readonly string[]) =>
    queryOptions({
      queryKey: ['version', 'diff', before, after, key],
      queryFn:
        before && after
          ? ({ signal }) =>
              client.version.diff({ before, after, key: key.length > 0 ? [...key] : undefined }, { signal })
          : skipToken,
      retry: false,
    }),
  notes: (version: DatasetVersionId) =>
    queryOptions({
      queryKey: ['version', 'notes', version],
      queryFn: () => client.version.notes({ version }),
    }),
  contract: (dataset: string) =>
    queryOptions({
      queryKey: ['dataContract', 'kept', dataset],
      queryFn: () => client.dataContract.get({ dataset }),
    }),
  standings: (dataset: string) =>
    queryOptions({
      queryKey: ['dataContract', 'standings', dataset],
      queryFn: () => client.dataContract.standings({ dataset }),
    }),
  check: (version: DatasetVersionId, savedAt: string | null) =>
    queryOptions({
      queryKey: ['dataContract', 'check', version, savedAt],
      queryFn: savedAt ? ({ signal }) => client.dataContract.check({ version }, { signal }) : skipToken,
      retry: false,
    }),
};
