import type { Cell, Column } from '../contract/dataset.ts';
import type { Sql } from '../shared/sql.ts';
import type { Table } from '../shared/table.ts';

/** The cells of these rows (1 is the first), by row number. */
export async function rowCells(options: {
  sql: Sql;
  table: Table;
  columns: readonly Column[];
  rows: readonly number[];
  signal?: AbortSignal;
}): Promise<Map<number, Cell[]>> {
  const { sql, table, columns, rows, signal } = options;
  if (rows.length === 0) return new Map();
  const names = columns.map((column) => column.sql);
  const found = await sql.rows(
    `SELECT ${['__row', ...names].join(', ')} FROM ${table.from} WHERE __row IN (${rows.map(() => '?').join(', ')})`,
    rows,
    signal,
  );
  return new Map(found.map((row) => [Number(row.__row), names.map((name) => row[name] ?? null)]));
}
