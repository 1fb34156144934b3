import type { RuleResult } from '../../contract/data-contract.ts';
import type { Column } from '../../contract/dataset.ts';
import type { Sql } from '../../shared/sql.ts';
import type { Table } from '../../shared/table.ts';
import { evidenceLimit } from '../evidence.ts';
import { isFilled } from './cell-rule.ts';

/** A query for all rows that break a rule: their numbers as `__row` and the cell that does as `value`, unordered. */
export type RowsQuery = string;

/** The rows for which the SQL condition holds, with their cell of the column. */
export function rowsWith(table: Table, { column, where }: { column: Column; where: string }): RowsQuery {
  return `SELECT __row, ${column.sql} AS value FROM ${table.from} WHERE ${where}`;
}

/** The first 20 of these rows. */
export async function firstOf(options: {
  sql: Sql;
  rows: RowsQuery;
  signal?: AbortSignal;
}): Promise<RuleResult['evidence']> {
  const { sql, rows, signal } = options;
  const found = await sql.rows(
    `SELECT __row, value FROM (${rows}) ORDER BY __row LIMIT ${evidenceLimit}`,
    [],
    signal,
  );
  return found.map((row) => ({ row: Number(row.__row), value: row.value ?? null }));
}

/** How many rows share the values of these columns with another row, and which; a missing cell repeats nothing. */
export async function repeatedRows(options: {
  sql: Sql;
  table: Table;
  columns: readonly Column[];
  signal?: AbortSignal;
}): Promise<{ count: number; rows: RowsQuery }> {
  const { sql, table, columns, signal } = options;
  const names = columns.map((column) => column.sql);
  const filled = columns.map(isFilled).join(' AND ');
  const groups = `SELECT ${names.join(', ')}, count(*) AS n FROM ${table.from} WHERE ${filled} GROUP BY ALL HAVING n > 1`;
  const [row = {}] = await sql.rows(`SELECT coalesce(sum(n), 0)::BIGINT AS n FROM (${groups})`, [], signal);
  const on = names.map((name) => `t.${name} = g.${name}`).join(' AND ');
  const rows = `SELECT t.__row AS __row, t.${names[0]} AS value FROM ${table.from} AS t JOIN (${groups}) AS g ON ${on}`;
  return { count: Number(row.n), rows };
}
