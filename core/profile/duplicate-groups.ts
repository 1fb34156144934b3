import type { Column } from '../contract/dataset.ts';
import type { ColumnStatistics } from '../contract/profile.ts';
import type { Sql } from '../shared/sql.ts';
import type { Table } from '../shared/table.ts';

/** Rows that are equal to another row in the compared columns, ascending by row. */
export interface DuplicateGroups {
  /** Row numbers. */
  readonly rows: Float64Array;
  /** The first row number of each row's group, itself included. */
  readonly first: Float64Array;
}

const none: DuplicateGroups = { rows: new Float64Array(0), first: new Float64Array(0) };

/**
 * All rows that share their values in `columns` with another row; missing equals missing. Exact over all rows:
 * equal hashes only pick the suspects, which are then compared by value. Known `statistics` of the columns spare
 * work: with a column that never repeats there is no pair, and one that hardly repeats picks the suspects alone.
 */
export async function duplicateGroups(options: {
  sql: Sql;
  table: Table;
  columns: readonly Column[];
  statistics?: readonly ColumnStatistics[];
  signal?: AbortSignal;
}): Promise<DuplicateGroups> {
  const { sql, table, columns, statistics = [], signal } = options;
  const names = columns.map((column) => column.sql);
  const compared = statistics.filter(({ column }) => names.includes(column.sql));
  if (names.length === 0 || compared.some(neverRepeats)) return none;
  const hash = `hash(${telling(compared)?.column.sql ?? names.join(', ')})`;
  const [rows = none.rows, first = none.first] = await sql.numbers(
    `WITH shared AS (SELECT ${hash} AS key FROM ${table.from} GROUP BY key HAVING count(*) > 1),
          suspect AS (SELECT __row, ${names.join(', ')} FROM ${table.from} WHERE ${hash} IN (SELECT key FROM shared))
     SELECT CAST(__row AS DOUBLE), CAST(min(__row) OVER equal AS DOUBLE) FROM suspect
     WINDOW equal AS (PARTITION BY ${names.join(', ')}) QUALIFY count(*) OVER equal > 1 ORDER BY __row`,
    [],
    signal,
  );
  return { rows, first };
}

/** Distinct values over rows from which a column alone leaves few suspects. */
const tellingShare = 0.98;

function neverRepeats({ count, missing, distinct }: ColumnStatistics): boolean {
  return missing < 2 && distinct === count;
}

/** The column of which almost every row has its own value, if there is one. */
function telling(statistics: readonly ColumnStatistics[]): ColumnStatistics | undefined {
  return statistics.find(({ count, missing, distinct }) => distinct >= tellingShare * (count + missing));
}
