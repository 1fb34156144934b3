import { queryOptions, skipToken } from '@tanstack/react-query';
import type { DatasetVersionId } from '../../../core/contract/ids.ts';
import type { JoinPreviewRequest } from '../../../core/contract/relation.ts';
import { client } from '../../client/client.ts';

/** What the page asks of the engine. */
export const relationQueries = {
  /** The relations of these versions, null where they have not been inferred. */
  graph: (versions: readonly DatasetVersionId[]) =>
    queryOptions({
      queryKey: ['relation', 'graph', [...versions].sort()],
      queryFn: () => client.relation.get({ versions: [...versions] }),
      enabled: versions.length >= 2,
    }),
  origin: (version: DatasetVersionId) =>
    queryOptions({
      queryKey: ['relation', 'origin', version],
      queryFn: () => client.relation.origin({ version }),
    }),
  preview: (request: JoinPreviewRequest | null) =>
    queryOptions({
      queryKey: ['relation', 'preview', JSON.stringify(request)],
      queryFn: request ? ({ signal }) => client.relation.previewJoin(request, { signal }) : skipToken,
      retry: false,
    }),
};
