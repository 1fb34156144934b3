import type { Column } from '../contract/dataset.ts';
import type { SqlValue } from '../shared/sql.ts';
import { fromOf, type Table } from '../shared/table.ts';
import type { ProfileContext } from './detector.ts';

/** Most row numbers that a finding shows. */
export const evidenceLimit = 20;

/** Numbers (1 is the first) of the first rows for which `test` holds, ascending, at most 20. */
export function firstRows(rowCount: number, test: (index: number) => boolean): number[] {
  const rows: number[] = [];
  for (let i = 0; i < rowCount && rows.length < evidenceLimit; i++) if (test(i)) rows.push(i + 1);
  return rows;
}

/** Numbers of the first rows that fit an SQL condition on the table's columns (`values` are bound), ascending, at most 20. */
export async function firstRowsWhere(
  { sql, table, signal }: Pick<ProfileContext, 'sql' | 'table' | 'signal'>,
  condition: string,
  values: readonly SqlValue[] = [],
): Promise<number[]> {
  const from = fromOf(table, columnsIn(condition, table));
  async function among(rowsOf: string, before = ''): Promise<number[]> {
    // LIMIT takes rows in the order of the table and stops there, which sorting them would not.
    const first = `SELECT __row FROM ${rowsOf} WHERE ${condition} LIMIT ${evidenceLimit}`;
    const rows = await sql.rows(`${before} SELECT __row FROM (${first}) ORDER BY __row`, values, signal);
    return rows.map((row) => Number(row.__row));
  }
  if (table.rowCount > manyRows) {
    // Both conditions in one place would have the cells of all rows looked at before the row's number is.
    const before = `WITH early AS MATERIALIZED (SELECT * FROM ${from} WHERE __row <= ${earlyRows})`;
    const early = await among('early', before);
    if (early.length === evidenceLimit) return early;
  }
  return among(from);
}

/** Rows from which it pays to look among the first alone before all are begun with. */
const manyRows = 400_000;
const earlyRows = 65_536;

/** The columns that a condition names, and perhaps some whose names only stand in its texts. */
function columnsIn(condition: string, { columns }: Pick<Table, 'columns'>): Column[] {
  const words = new Set(condition.match(/\w+/g));
  return columns.filter(({ sql }) => words.has(sql));
}
