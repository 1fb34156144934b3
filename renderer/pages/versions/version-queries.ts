import { queryOptions, skipToken } from '@tanstack/react-query';
import type { DatasetVersionId } from '../../../core/contract/ids.ts';
import type { VersionDiffRequest } from '../../../core/contract/version.ts';
import { client } from '../../client/client.ts';

/** What the Versions page asks of the engine. A check is asked anew when the contract was saved anew. */
export const versionQueries = {
  /** The comparison that is kept, null where there is none yet. */
  diff: (request: VersionDiffRequest | null) =>
    queryOptions({
      queryKey: ['version', 'diff', request],
      queryFn: request ? () => client.version.getDiff(request) : skipToken,
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
