import type { Column } from '../contract/dataset.ts';
import { invariant } from '../errors.ts';
import { quoteText, type Sql } from '../shared/sql.ts';
import { fromOf, type Table } from '../shared/table.ts';

/** A category column in row order: `codes[i]` is a position in `names`, or -1 for a missing cell. */
export interface Levels {
  readonly codes: Int32Array;
  /** Most frequent first, ties by value. */
  readonly names: readonly string[];
  readonly counts: readonly number[];
}

interface Source {
  readonly sql: Sql;
  readonly table: Table;
  readonly column: Column;
  readonly signal: AbortSignal | undefined;
}

/** Up to so many levels, looking through a list of them is faster than a join. */
const listedLevels = 100;

/** The levels of a column, and the level of every row. */
export async function fetchLevels(source: Source): Promise<Levels> {
  const { sql, column, signal } = source;
  const names: string[] = [];
  const counts: number[] = [];
  const listed = sql.chunks(
    `SELECT CAST(value AS VARCHAR), CAST(n AS DOUBLE) FROM (${counted(source)}) ORDER BY n DESC, value`,
    [],
    signal,
  );
  for await (const [values = [], sizes = []] of listed) {
    for (const value of values) names.push(String(value));
    for (const size of sizes) counts.push(Number(size));
  }
  const isListed =
    column.type === 'text' && names.length <= listedLevels && names.every((name) => !name.includes('\0'));
  const codes = isListed ? await codesByList(source, names) : await codesByJoin(source);
  return { codes, names, counts };
}

function counted({ table, column }: Source): string {
  return `SELECT ${column.sql} AS value, count(*) AS n FROM ${fromOf(table, [column])} WHERE ${column.sql} IS NOT NULL GROUP BY ALL`;
}

async function codesByList(
  { sql, table, column, signal }: Source,
  names: readonly string[],
): Promise<Int32Array> {
  const codes = new Int32Array(table.rowCount).fill(-1);
  if (names.length === 0) return codes;
  const list = `[${names.map(quoteText).join(', ')}]`;
  const [places] = await sql.numbers(
    `SELECT list_position(${list}, ${column.sql}) FROM ${fromOf(table, [column])}`,
    [],
    signal,
  );
  invariant(places?.length === table.rowCount, `column ${column.sql} has a level for every row`);
  for (let i = 0; i < codes.length; i++) {
    const place = places[i] ?? 0;
    if (place > 0) codes[i] = place - 1;
  }
  return codes;
}

/** The join gives rows in any order, with their numbers: sorting them again would cost more than the join. */
async function codesByJoin(source: Source): Promise<Int32Array> {
  const { sql, table, column, signal } = source;
  const codes = new Int32Array(table.rowCount).fill(-1);
  const [rows = new Float64Array(0), found = new Float64Array(0)] = await sql.numbers(
    `SELECT __row, CAST(level.code AS INTEGER) FROM (SELECT __row, ${column.sql} AS value FROM ${fromOf(table, [column])}) AS cell
     JOIN (SELECT value, row_number() OVER (ORDER BY n DESC, value) - 1 AS code FROM (${counted(source)})) AS level
     ON cell.value = level.value`,
    [],
    signal,
  );
  for (let i = 0; i < rows.length; i++) codes[(rows[i] ?? 0) - 1] = found[i] ?? -1;
  return codes;
}
