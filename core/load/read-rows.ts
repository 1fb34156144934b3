import type { z } from 'zod';
import type { Cell, RowsPage, rowsRequest } from '../contract/dataset.ts';
import { CoreError } from '../errors.ts';
import type { Sql } from '../shared/sql.ts';
import type { Table } from '../shared/table.ts';

/** Which rows of a version a grid wants. */
export type RowsRequest = z.infer<typeof rowsRequest>;

/**
 * A page of rows. Sorted, missing cells come last and equal ones stay in file order; NaN is the largest number.
 * Row numbers that the table does not have are left out. Throws COLUMN_UNKNOWN for a sort column that is not there.
 */
export async function readRows(options: {
  sql: Sql;
  table: Table;
  request: Omit<RowsRequest, 'version'>;
  signal?: AbortSignal;
}): Promise<RowsPage> {
  const { sql, table, request, signal } = options;
  const wanted = await wantedRows(options);
  const names = table.columns.map((column) => column.sql);
  const byNumber = new Map<number, Cell[]>();
  if (wanted.length > 0) {
    const list = `SELECT __row, ${names.join(', ')} FROM ${table.from} WHERE __row`;
    const parts = spansOf(wanted, table.rowCount).map((span) => {
      const [first = 0, last = first] = [span[0], span.at(-1)];
      const isWhole = span.length === last - first + 1;
      return `${list} BETWEEN ${first} AND ${last}${isWhole ? '' : ` AND __row IN (${span.join(', ')})`}`;
    });
    const rows = await sql.rows(parts.join(' UNION ALL '), [], signal);
    for (const row of rows)
      byNumber.set(
        Number(row.__row),
        names.map((name) => row[name] ?? null),
      );
  }
  const rowNumbers = wanted.filter((number) => byNumber.has(number));
  return {
    offset: request.rowNumbers ? 0 : request.offset,
    total: request.rowNumbers ? rowNumbers.length : table.rowCount,
    rowNumbers,
    rows: rowNumbers.map((number) => byNumber.get(number) ?? []),
  };
}

/** Rows this near to each other are read together; about half of what the file keeps as one group. */
const spanRows = 60_000;
/** Rows of the table for each span: with fewer, reading the whole table once is faster. */
const rowsPerSpan = 250_000;

/**
 * Row numbers in ascending groups of neighbours. Only the parts of the file that hold a range are read, so a range is
 * found at once wherever it stands; a list of numbers is looked for in the whole table.
 */
function spansOf(wanted: readonly number[], rowCount: number): number[][] {
  const ascending = [...new Set(wanted)].sort((a, b) => a - b);
  const spans: number[][] = [];
  for (const row of ascending) {
    const span = spans.at(-1);
    if (span !== undefined && row - (span[0] ?? 0) < spanRows) span.push(row);
    else spans.push([row]);
  }
  return spans.length > Math.max(1, rowCount / rowsPerSpan) ? [ascending] : spans;
}

async function wantedRows({
  sql,
  table,
  request,
  signal,
}: Parameters<typeof readRows>[0]): Promise<readonly number[]> {
  const { rowNumbers, sort, offset, limit } = request;
  if (rowNumbers) return rowNumbers;
  if (!sort) {
    const count = Math.max(0, Math.min(limit, table.rowCount - offset));
    return Array.from({ length: count }, (_, i) => offset + i + 1);
  }
  const column = table.columns[sort.column];
  if (!column) {
    throw new CoreError(
      'COLUMN_UNKNOWN',
      `There is no column ${sort.column} to sort by; the table has ${table.columns.length}.`,
      { details: { column: sort.column } },
    );
  }
  const direction = sort.descending ? 'DESC' : 'ASC';
  const [numbers] = await sql.numbers(
    `SELECT __row FROM ${table.from} ORDER BY ${column.sql} ${direction} NULLS LAST, __row LIMIT ? OFFSET ?`,
    [limit, offset],
    signal,
  );
  return Array.from(numbers ?? []);
}
