import type { RuleResult } from '../../contract/data-contract.ts';
import type { Column } from '../../contract/dataset.ts';
import type { Sql } from '../../shared/sql.ts';
import type { Table } from '../../shared/table.ts';
import { evidenceLimit } from '../evidence.ts';
import { isFilled } from './cell-rule.ts';

/** The first 20 rows for which the SQL condition holds, with their cell of the column. */
export async function evidenceOf(options: {
  sql: Sql;
  table: Table;
  column: Column;
  where: string;
  signal?: AbortSignal;
}): Promise<RuleResult['evidence']> {
  const { sql, table, column, where, signal } = options;
  const rows = await sql.rows(
    `SELECT __row, ${column.sql} AS value FROM ${table.from} WHERE ${where} ORDER BY __row LIMIT ${evidenceLimit}`,
    [],
    signal,
  );
  return rows.map((row) => ({ row: Number(row.__row), value: row.value ?? null }));
}

/** How many rows share the values of these columns with another row, and the first 20; a missing cell repeats nothing. */
export async function repeatedRows(options: {
  sql: Sql;
  table: Table;
  columns: readonly Column[];
  signal?: AbortSignal;
}): Promise<{ count: number; evidence: RuleResult['evidence'] }> {
  const { sql, table, columns, signal } = options;
  const names = columns.map((column) => column.sql);
  const filled = columns.map(isFilled).join(' AND ');
  const groups = `SELECT ${names.join(', ')}, count(*) AS n FROM ${table.from} WHERE ${filled} GROUP BY ALL HAVING n > 1`;
  const [row = {}] = await sql.rows(`SELECT coalesce(sum(n), 0)::BIGINT AS n FROM (${groups})`, [], signal);
  const count = Number(row.n);
  if (count === 0) return { count, evidence: [] };
  const on = names.map((name) => `t.${name} = g.${name}`).join(' AND ');
  const rows = await sql.rows(
    `SELECT t.__row AS __row, t.${names[0]} AS value FROM ${table.from} AS t JOIN (${groups}) AS g ON ${on}
     ORDER BY t.__row LIMIT ${evidenceLimit}`,
    [],
    signal,
  );
  return { count, evidence: rows.map((each) => ({ row: Number(each.__row), value: each.value ?? null })) };
}
