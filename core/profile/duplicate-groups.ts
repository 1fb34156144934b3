import type { Column } from '../contract/dataset.ts';
import type { ColumnStatistics } from '../contract/profile.ts';
import type { Sql } from '../shared/sql.ts';
import { fromOf, type Table } from '../shared/table.ts';
import { agreement } from './agreement.ts';
import type { ColumnValues } from './column-values.ts';
import { lentFor, work } from './threads.ts';

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
 * work: with a column that never repeats there is no pair, and a few columns that hardly agree by chance pick the
 * suspects alone.
 */
export async function duplicateGroups(options: {
  sql: Sql;
  table: Table;
  columns: readonly Column[];
  statistics?: readonly ColumnStatistics[];
  /** Where cells are kept that were fetched before. */
  values?: ColumnValues;
  signal?: AbortSignal;
}): Promise<DuplicateGroups> {
  const { sql, table, columns, statistics = [], signal } = options;
  const names = columns.map((column) => column.sql);
  const compared = statistics.filter(({ column }) => names.includes(column.sql));
  if (names.length === 0 || compared.some(neverRepeats)) return none;
  const isKnown = compared.length === columns.length;
  const hashed = isKnown ? tellingColumns(compared, table.rowCount) : columns;
  const picked = await suspectRows({ ...options, hashed: hashed.length > 0 ? hashed : columns });
  const isTelling = picked.length <= Math.max(fewSuspects, suspectShare * table.rowCount);
  const suspects = isTelling ? picked : await suspectRows({ ...options, hashed: columns });
  if (suspects.length === 0) return none;
  const few =
    suspects.length <= mostByNumber ? table.rowsAt?.(suspects.toSorted((a, b) => a - b)) : undefined;
  const from = few ?? `${table.from} WHERE __row IN (SELECT CAST(unnest(string_split(?, ' ')) AS BIGINT))`;
  const [rows = none.rows, first = none.first] = await sql.numbers(
    `WITH suspect AS (SELECT __row, ${names.join(', ')} FROM ${from})
     SELECT CAST(__row AS DOUBLE), CAST(min(__row) OVER equal AS DOUBLE) FROM suspect
     WINDOW equal AS (PARTITION BY ${names.join(', ')}) QUALIFY count(*) OVER equal > 1 ORDER BY __row`,
    few === undefined ? [suspects.join(' ')] : [],
    signal,
  );
  return { rows, first };
}

/** So many suspects are compared at once; where columns go together and tell of more, all columns pick them. */
const fewSuspects = 20_000;
const suspectShare = 0.02;
/** Up to so many rows are read by their numbers, without a look at the others. */
const mostByNumber = 1000;

/** So many columns are hashed here, from cells that others need as well; more of them in SQL. */
const fewColumns = 6;

/** Numbers of the rows that share a hash of some columns with another row. */
async function suspectRows(options: {
  sql: Sql;
  table: Table;
  hashed: readonly Column[];
  values?: ColumnValues;
  signal?: AbortSignal;
}): Promise<number[]> {
  const { sql, table, hashed, values, signal } = options;
  const threads = values && lentFor(values, table.rowCount);
  if (values !== undefined && hashed.length <= fewColumns) {
    await values.prefetchKeys(hashed);
    const columns = await Promise.all(hashed.map((column) => values.keys(column)));
    return (await work('equals', columns, { threads, signal })).flat().map((position) => position + 1);
  }
  const hash = `hash(${hashed.map((column) => column.sql).join(', ')})`;
  const query = `SELECT CAST(${hash} >> 11 AS DOUBLE) FROM ${fromOf(table, hashed)}`;
  const [keys = none.rows] = await sql.numbers(query, [], signal);
  const groups = await work('repeats', { keys, most: 1 }, { threads, signal });
  return (groups ?? []).flat().map((position) => position + 1);
}

/** Pairs of rows that chance may make agree in the columns that are hashed. */
const mostChancePairs = 10;

function neverRepeats({ count, missing, distinct }: ColumnStatistics): boolean {
  return missing < 2 && distinct === count;
}

/**
 * As many of the columns as it takes for chance to leave few suspects, were they independent: those of a fixed width
 * first, which are sooner read and hashed than texts, the most telling of each kind first.
 */
function tellingColumns(statistics: readonly ColumnStatistics[], rowCount: number): Column[] {
  const ranked = statistics
    .map((each) => ({ column: each.column, chance: agreement(each) }))
    .sort(
      (a, b) => Number(a.column.type === 'text') - Number(b.column.type === 'text') || a.chance - b.chance,
    );
  const chosen: Column[] = [];
  let pairs = rowCount ** 2 / 2;
  for (const { column, chance } of ranked) {
    if (pairs <= mostChancePairs) break;
    chosen.push(column);
    pairs *= chance;
  }
  return chosen;
}
