import type { Sql } from '../shared/sql.ts';
import type { Table } from '../shared/table.ts';
import { columnAt } from './column-at.ts';
import { filterCondition } from './filter-sql.ts';
import type { RowsRequest } from './read-rows.ts';

/** Which rows, in which order. */
export type RowChoice = Pick<RowsRequest, 'filter' | 'sort'>;

/**
 * The numbers of all rows that fit the filter, 4 bytes each, in the order of the file or sorted: missing cells last,
 * equal ones in the order of the file; NaN is the largest number. With `most`, only the first so many.
 * Errors as in `filterCondition`; COLUMN_UNKNOWN for a sort column that is not there.
 */
export async function rowOrder(options: {
  sql: Sql;
  table: Table;
  choice: RowChoice;
  most?: number;
  signal?: AbortSignal;
}): Promise<Uint32Array> {
  const { sql, table, choice, most, signal } = options;
  const condition = filterCondition(choice.filter, table);
  const values = [...(condition?.values ?? []), ...(most === undefined ? [] : [most])];
  const clauses = [
    ...(condition ? [`WHERE ${condition.sql}`] : []),
    ...(choice.sort ? [`ORDER BY ${sortSql(choice.sort, table)}, __row`] : []),
    ...(most === undefined ? [] : [`LIMIT $${values.length}`]),
  ];
  const [numbers = []] = await sql.numbers(
    `SELECT __row FROM ${table.from} ${clauses.join(' ')}`,
    values,
    signal,
  );
  return Uint32Array.from(numbers);
}

function sortSql({ column: index, descending }: NonNullable<RowChoice['sort']>, table: Table): string {
  const column = columnAt(table, index, 'sort');
  return `${column.sql} ${descending ? 'DESC' : 'ASC'} NULLS LAST`;
}
