import { queryOptions, useQueries } from '@tanstack/react-query';
import type { Cell, CutCell, RowsPage } from '../../../core/contract/dataset.ts';
import type { DatasetVersionId } from '../../../core/contract/ids.ts';
import type { RowFilter } from '../../../core/contract/row-filter.ts';
import { client } from '../../client/client.ts';
import { cutAfter } from '../../client/queries.ts';
import { cutLengths } from '../../ui/long-cell.tsx';

export interface RowSort {
  readonly column: number;
  readonly descending: boolean;
}

/** Which rows the grid shows, and in which order; null is the order of the file. */
export interface RowView {
  readonly sort: RowSort | null;
  readonly filter: RowFilter;
}

export interface GridRow {
  readonly rowNumber: number;
  /** Long ones are cut. */
  readonly cells: readonly Cell[];
  /** How many characters a cut cell has in full, by index of its column; null for a cell that is whole. */
  readonly cutLength: (column: number) => number | null;
}

const pageRows = 200;

/** One page of a view. Leaving it before it is there stops the engine's work on it. */
export function rowPage(version: DatasetVersionId, { sort, filter }: RowView, page: number) {
  return queryOptions({
    queryKey: ['dataset', 'rows', version, sort, filter, page],
    queryFn: ({ signal }) =>
      client.dataset.rows(
        { version, offset: page * pageRows, limit: pageRows, sort: sort ?? undefined, filter, cutAfter },
        { signal },
      ),
    gcTime: 60_000,
  });
}

/**
 * The pages of rows that stand between `first` and `last` and one more at either side. `rowAt` gives null for a row
 * that has not arrived.
 */
export function useRowPages(options: {
  version: DatasetVersionId;
  view: RowView;
  total: number;
  first: number;
  last: number;
}): { rowAt: (index: number) => GridRow | null; error: Error | null } {
  const { version, view, total, first, last } = options;
  const lastPage = Math.max(0, Math.ceil(total / pageRows) - 1);
  const from = Math.min(lastPage, Math.max(0, Math.floor(first / pageRows) - 1));
  const to = Math.min(lastPage, Math.floor(last / pageRows) + 1);
  const pages = useQueries({
    queries: Array.from({ length: to - from + 1 }, (_, i) => rowPage(version, view, from + i)),
  });
  return {
    rowAt(index) {
      const page = pages[Math.floor(index / pageRows) - from]?.data;
      return page ? rowOf(page, index) : null;
    },
    error: pages.find(({ error }) => error)?.error ?? null,
  };
}

const rowsOf = new WeakMap<RowsPage, Map<number, GridRow>>();

/** The same object for the same row of a page, so that who drew it knows it again. */
function rowOf(page: RowsPage, index: number): GridRow | null {
  const rows = rowsOf.get(page) ?? new Map<number, GridRow>();
  rowsOf.set(page, rows);
  const row = rows.get(index) ?? makeRow(page, index);
  if (row !== null) rows.set(index, row);
  return row;
}

function makeRow(page: RowsPage, index: number): GridRow | null {
  const at = index - page.offset;
  const cells = page.rows[at];
  const rowNumber = page.rowNumbers[at];
  if (!cells || rowNumber === undefined) return null;
  const lengthOf = page.cut ? lengthsOf(page.cut) : null;
  return { rowNumber, cells, cutLength: (column) => lengthOf?.(rowNumber, column) ?? null };
}

const known = new WeakMap<readonly CutCell[], ReturnType<typeof cutLengths>>();

/** Looked up once a page, not once a row. */
function lengthsOf(cut: readonly CutCell[]): ReturnType<typeof cutLengths> {
  const found = known.get(cut) ?? cutLengths(cut);
  known.set(cut, found);
  return found;
}
