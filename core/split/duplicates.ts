import type { Sql } from '../shared/sql.ts';
import type { Table } from '../shared/table.ts';

/**
 * Marks rows that are equal to an earlier row in every column, the target included: 1 for the second and later
 * of equal rows, 0 otherwise, in file order. Exact; missing equals missing. A table without columns has none.
 */
export async function duplicateRows(options: {
  sql: Sql;
  table: Table;
  signal?: AbortSignal;
}): Promise<Uint8Array> {
  const { sql, table, signal } = options;
  if (table.columns.length === 0) return new Uint8Array(table.rowCount);
  const columns = table.columns.map((column) => column.sql).join(', ');
  const [firstRows = new Float64Array()] = await sql.numbers(
    `SELECT min(__row) AS first FROM ${table.from} GROUP BY ${columns}`,
    [],
    signal,
  );
  const isDuplicate = new Uint8Array(table.rowCount).fill(1);
  for (const row of firstRows) isDuplicate[row - 1] = 0;
  return isDuplicate;
}
