import type { z } from 'zod';
import type { Cell, CutCell, RowsPage, rowsRequest } from '../contract/dataset.ts';
import { CoreError } from '../errors.ts';
import type { Sql } from '../shared/sql.ts';
import type { Table } from '../shared/table.ts';
import { filterCondition } from './filter-sql.ts';
import { type RowChoice, rowOrder } from './row-order.ts';

/** Which rows of a version a grid wants. */
export type RowsRequest = z.infer<typeof rowsRequest>;

/**
 * Where orders of a table are kept, so that a filter or a sort is worked out once and not for every page: answers with
 * the order of this choice from what it has, or by `work`.
 */
export type KeepOrder = (
  choice: RowChoice,
  work: (signal: AbortSignal | undefined) => Promise<Uint32Array>,
  signal: AbortSignal | undefined,
) => Promise<Uint32Array>;

/** Of rows that are only sorted, this many are found without sorting all. */
const quickRows = 1_000;
/** Up to this many rows that fit a filter are sorted without filtering the table again. */
const fewRows = 5_000;

/**
 * A page of rows. Sorted, missing cells come last and equal ones stay in file order; NaN is the largest number.
 * Row numbers that the table does not have are left out, texts longer than `cutAfter` are cut. Throws COLUMN_UNKNOWN for a column to sort or filter by that
 * is not there, OPTION_INVALID for a test that does not fit its column's type.
 */
export async function readRows(options: {
  sql: Sql;
  table: Table;
  request: Omit<RowsRequest, 'version'>;
  /** Without it every page works its order out anew. */
  keepOrder?: KeepOrder;
  signal?: AbortSignal;
}): Promise<RowsPage> {
  const { offset, total, rowNumbers: wanted } = await wantedRows(options);
  const { cells, cut } = await cellsOf({
    ...options,
    rowNumbers: wanted,
    cutAfter: options.request.cutAfter,
  });
  const rowNumbers = wanted.filter((number) => cells.has(number));
  return {
    offset,
    total: total ?? rowNumbers.length,
    rowNumbers,
    rows: rowNumbers.map((number) => cells.get(number) ?? []),
    ...(cut.length > 0 ? { cut } : {}),
  };
}

/** One cell whole. Throws COLUMN_UNKNOWN and INPUT_INVALID for a column or row that the table does not have. */
export async function readCell(options: {
  sql: Sql;
  table: Table;
  /** Number of the row, 1 for the first data row. */
  row: number;
  /** Index of the column. */
  column: number;
  signal?: AbortSignal;
}): Promise<Cell> {
  const { sql, table, row, signal } = options;
  const column = table.columns[options.column];
  if (!column) {
    throw new CoreError(
      'COLUMN_UNKNOWN',
      `There is no column ${options.column}; the table has ${table.columns.length}, the first is 0.`,
    );
  }
  const [found] = await sql.rows(
    `SELECT ${column.sql} AS value FROM ${rowsAt(table, [row])} WHERE __row = ?`,
    [row],
    signal,
  );
  if (!found) {
    throw new CoreError('INPUT_INVALID', `There is no row ${row}; the table has ${table.rowCount} rows.`);
  }
  return found.value ?? null;
}

interface WantedRows {
  readonly offset: number;
  /** Null for as many as are found. */
  readonly total: number | null;
  readonly rowNumbers: readonly number[];
}

async function wantedRows(options: Parameters<typeof readRows>[0]): Promise<WantedRows> {
  const { sql, table, request, keepOrder, signal } = options;
  const { rowNumbers, sort, filter, fromRow, limit } = request;
  if (rowNumbers) return { offset: 0, total: null, rowNumbers };
  const { rowCount } = table;
  const choice = filterCondition(filter, table) === null ? { sort } : { sort, filter };
  if (!sort && !choice.filter) {
    const offset = fromRow === undefined ? request.offset : Math.min(fromRow - 1, rowCount);
    const count = Math.max(0, Math.min(limit, rowCount - offset));
    return { offset, total: rowCount, rowNumbers: Array.from({ length: count }, (_, i) => offset + i + 1) };
  }
  if (!choice.filter && request.offset + limit <= quickRows) {
    const first = await rowOrder({ sql, table, choice, most: request.offset + limit, signal });
    return { offset: request.offset, total: rowCount, rowNumbers: [...first.subarray(request.offset)] };
  }
  const order = await keptOrder({ sql, table, choice, keepOrder, signal });
  const offset = fromRow === undefined || sort ? request.offset : countBefore(order, fromRow);
  return { offset, total: order.length, rowNumbers: [...order.subarray(offset, offset + limit)] };
}

/** From what is kept where it is; sorting what fits a filter begins with the rows that fit. */
async function keptOrder(options: {
  sql: Sql;
  table: Table;
  choice: RowChoice;
  keepOrder: KeepOrder | undefined;
  signal: AbortSignal | undefined;
}): Promise<Uint32Array> {
  const { sql, table, choice, keepOrder, signal } = options;
  const work = async (stop: AbortSignal | undefined): Promise<Uint32Array> => {
    if (!choice.filter || !choice.sort) return rowOrder({ sql, table, choice, signal: stop });
    const fitting = await keptOrder({ ...options, choice: { filter: choice.filter }, signal: stop });
    const few = fitting.length <= fewRows ? table.rowsAt?.([...fitting]) : undefined;
    if (few === undefined) return rowOrder({ sql, table, choice, signal: stop });
    return rowOrder({
      sql,
      table: { ...table, path: undefined, from: few },
      choice: { sort: choice.sort },
      signal: stop,
    });
  };
  return keepOrder ? keepOrder(choice, work, signal) : work(signal);
}

/** How many of these ascending numbers are less than `number`. */
function countBefore(ascending: Uint32Array, number: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The cells of these rows by row number. Only what holds them is read, wherever they stand in the file. */
async function cellsOf(options: {
  sql: Sql;
  table: Table;
  rowNumbers: readonly number[];
  cutAfter: number | undefined;
  signal?: AbortSignal;
}): Promise<{ cells: Map<number, Cell[]>; cut: CutCell[] }> {
  const { sql, table, rowNumbers, cutAfter, signal } = options;
  if (rowNumbers.length === 0) return { cells: new Map(), cut: [] };
  const names = table.columns.map((column) => column.sql);
  const cuttable = cutAfter === undefined ? [] : table.columns.filter(({ type }) => type === 'text');
  const isCuttable = new Set(cuttable.map((column) => column.sql));
  const selected = [
    ...names.map((name) => (isCuttable.has(name) ? `left(${name}, ${cutAfter}) AS ${name}` : name)),
    ...cuttable.map(
      ({ sql: name, index }) =>
        `CASE WHEN strlen(${name}) > ${cutAfter} THEN length(${name}) END AS length${index}`,
    ),
  ];
  const rows = await sql.rows(
    `SELECT __row, ${selected.join(', ')} FROM ${rowsAt(table, rowNumbers)}`,
    [],
    signal,
  );
  const cut = rows.flatMap((row) =>
    cuttable.flatMap(({ index }) => {
      const characters = Number(row[`length${index}`] ?? 0);
      return characters > (cutAfter ?? 0) ? [{ row: Number(row.__row), column: index, characters }] : [];
    }),
  );
  return {
    cells: new Map(rows.map((row) => [Number(row.__row), names.map((name) => row[name] ?? null)])),
    cut,
  };
}

function rowsAt(table: Table, rowNumbers: readonly number[]): string {
  const ascending = [...new Set(rowNumbers)].sort((a, b) => a - b);
  return (
    table.rowsAt?.(ascending) ?? `(SELECT * FROM ${table.from} WHERE __row IN (${ascending.join(', ')}))`
  );
}
