import type { Column } from '../contract/dataset.ts';
import type { ColumnStatistics } from '../contract/profile.ts';
import type { Sql } from '../shared/sql.ts';
import { fromOf, type Table } from '../shared/table.ts';
import { lentFor, type Threads, work } from './threads.ts';

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
  threads?: Threads;
  signal?: AbortSignal;
}): Promise<DuplicateGroups> {
  const { sql, table, columns, statistics = [], signal } = options;
  const names = columns.map((column) => column.sql);
  const compared = statistics.filter(({ column }) => names.includes(column.sql));
  if (names.length === 0 || compared.some(neverRepeats)) return none;
  const suspects = await suspectRows({ ...options, telling: telling(compared)?.column });
  if (suspects.length === 0) return none;
  const [rows = none.rows, first = none.first] = await sql.numbers(
    `WITH suspect AS (SELECT __row, ${names.join(', ')} FROM ${table.from}
       WHERE __row IN (SELECT CAST(unnest(string_split(?, ' ')) AS BIGINT)))
     SELECT CAST(__row AS DOUBLE), CAST(min(__row) OVER equal AS DOUBLE) FROM suspect
     WINDOW equal AS (PARTITION BY ${names.join(', ')}) QUALIFY count(*) OVER equal > 1 ORDER BY __row`,
    [suspects.join(' ')],
    signal,
  );
  return { rows, first };
}

/** Row numbers that share a hash with another row: of the telling column first, and of columns that are cheap to hash. */
async function suspectRows(options: {
  sql: Sql;
  table: Table;
  columns: readonly Column[];
  telling: Column | undefined;
  threads?: Threads;
  signal?: AbortSignal;
}): Promise<number[]> {
  const { sql, table, columns, telling: first, threads, signal } = options;
  const keysOf = async (hashed: readonly Column[]) => {
    const hash = `hash(${hashed.map((column) => column.sql).join(', ')})`;
    const query = `SELECT CAST(${hash} >> 11 AS BIGINT) FROM ${fromOf(table, hashed)}`;
    const [keys = none.rows] = await sql.numbers(query, [], signal);
    return keys;
  };
  const picked = await keysOf(first === undefined ? columns : [first]);
  const lent = lentFor({ threads }, table.rowCount);
  const groups = [...(await work('repeats', picked, { threads: lent, signal })).values()];
  const others = columns.filter((column) => column !== first && column.type !== 'text');
  if (groups.length === 0 || first === undefined || others.length === 0)
    return groups.flatMap((positions) => positions.map((position) => position + 1));
  const keys = await keysOf(others);
  return groups.flatMap((positions) => {
    const byKey = Map.groupBy(positions, (position) => keys[position] ?? Number.NaN);
    return [...byKey.values()]
      .filter((equal) => equal.length > 1)
      .flatMap((equal) => equal.map((at) => at + 1));
  });
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
