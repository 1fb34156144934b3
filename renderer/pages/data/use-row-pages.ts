import { useQueries } from '@tanstack/react-query';
import type { Cell, RowsPage } from '../../../core/contract/dataset.ts';
import type { DatasetVersionId } from '../../../core/contract/ids.ts';
import { client } from '../../client/client.ts';

export interface RowSort {
  readonly column: number;
  readonly descending: boolean;
}

export interface GridRow {
  readonly rowNumber: number;
  readonly cells: readonly Cell[];
}

export const pageRows = 200;

/**
 * The pages of rows that stand between `first` and `last` and one more at either side. `rowAt` gives null for a row
 * that has not arrived.
 */
export function useRowPages(options: {
  version: DatasetVersionId;
  sort: RowSort | null;
  total: number;
  first: number;
  last: number;
}): { rowAt: (index: number) => GridRow | null; error: Error | null } {
  const { version, sort, total, first, last } = options;
  const lastPage = Math.max(0, Math.ceil(total / pageRows) - 1);
  const from = Math.max(0, Math.floor(first / pageRows) - 1);
  const to = Math.min(lastPage, Math.floor(last / pageRows) + 1);
  const pages = useQueries({
    queries: Array.from({ length: to - from + 1 }, (_, i) => ({
      queryKey: ['dataset', 'rows', version, sort, from + i],
      queryFn: () =>
        client.dataset.rows({
          version,
          offset: (from + i) * pageRows,
          limit: pageRows,
          sort: sort ?? undefined,
        }),
      gcTime: 60_000,
    })),
  });
  return {
    rowAt(index) {
      const page = pages[Math.floor(index / pageRows) - from]?.data;
      return page ? rowOf(page, index) : null;
    },
    error: pages.find(({ error }) => error)?.error ?? null,
  };
}

function rowOf(page: RowsPage, index: number): GridRow | null {
  const at = index - page.offset;
  const cells = page.rows[at];
  const rowNumber = page.rowNumbers[at];
  return cells && rowNumber !== undefined ? { rowNumber, cells } : null;
}
