import type { Column } from '../contract/dataset.ts';
import type { Sql } from '../shared/sql.ts';
import { fromOf, type Table } from '../shared/table.ts';
import type { Expression } from './cells.ts';

/** The most frequent levels of a column among training rows. */
export interface LevelCounts {
  /** Most frequent first, ties by code unit; as many as were asked for. */
  readonly levels: readonly string[];
  /** How many different levels there are. */
  readonly size: number;
  /** Training rows without a value. */
  readonly missing: number;
}

/** Rows from which levels are counted by the database, column by column. */
const manyRows = 100_000;

/** `cells` say what each column's cells stand for. Rows whose part is not 0 are not looked at. */
export async function countLevels(options: {
  sql: Sql;
  table: Table;
  columns: readonly Column[];
  cells: readonly Expression[];
  parts: Uint8Array;
  most: number;
  signal?: AbortSignal | undefined;
}): Promise<LevelCounts[]> {
  if (options.table.rowCount < manyRows) return countHere(options);
  const counts: LevelCounts[] = [];
  const training = bitsOf(options.parts);
  for (const [i, column] of options.columns.entries()) {
    const cell = options.cells[i];
    if (cell) counts.push(await countInSql({ ...options, column, cell, training }));
  }
  return counts;
}

type Options = Parameters<typeof countLevels>[0];

/** All columns in one pass, cell by cell: with many columns and few rows statements would take longer. */
async function countHere({
  sql,
  table,
  columns,
  cells,
  parts,
  most,
  signal,
}: Options): Promise<LevelCounts[]> {
  const text = `SELECT ${cells.map((cell) => cell.sql).join(', ')} FROM ${table.from}`;
  const values = cells.flatMap((cell) => cell.values);
  const tallies = columns.map(() => ({ counts: new Map<string, number>(), missing: 0 }));
  let firstRow = 0;
  for await (const chunk of sql.chunks(text, values, signal)) {
    for (const [i, tally] of tallies.entries()) {
      for (const [offset, cell] of (chunk[i] ?? []).entries()) {
        if (parts[firstRow + offset] !== 0) continue;
        if (cell === null) tally.missing++;
        else tally.counts.set(String(cell), (tally.counts.get(String(cell)) ?? 0) + 1);
      }
    }
    firstRow += chunk[0]?.length ?? 0;
  }
  return tallies.map(({ counts, missing }) => ({
    levels: [...counts]
      .sort(([a, countOfA], [b, countOfB]) => countOfB - countOfA || (a < b ? -1 : 1))
      .slice(0, most)
      .map(([level]) => level),
    size: counts.size,
    missing,
  }));
}

/**
 * The order of code units differs from that of SQL, which is by code point, where a character beyond 16 bits meets
 * one of U+E000 to U+FFFF: the latter get the greatest character of all before them.
 */
const inCodeUnits = `CASE WHEN strlen(value) = length(value) THEN value
  ELSE regexp_replace(value, '([\\x{E000}-\\x{FFFF}])', chr(1114111) || '\\1', 'g') END`;

async function countInSql({
  sql,
  table,
  column,
  cell,
  training,
  most,
  signal,
}: Options & { column: Column; cell: Expression; training: string | null }): Promise<LevelCounts> {
  const isTraining = training === null ? '' : 'WHERE get_bit(CAST(? AS BIT), CAST(__row - 1 AS INTEGER)) = 1';
  const rows = await sql.rows(
    `WITH counted AS MATERIALIZED (
       SELECT ${cell.sql} AS value, count(*) AS n FROM ${fromOf(table, [column])} ${isTraining} GROUP BY ALL)
     SELECT level.value AS value, whole.size AS size, whole.missing AS missing
     FROM (SELECT count(value) AS size, sum(n) FILTER (value IS NULL) AS missing FROM counted) AS whole
     LEFT JOIN (SELECT value, n, ${inCodeUnits} AS place FROM counted WHERE value IS NOT NULL
       ORDER BY n DESC, place LIMIT ${most}) AS level ON true
     ORDER BY level.n DESC, level.place`,
    [...cell.values, ...(training === null ? [] : [training])],
    signal,
  );
  const [{ size = 0, missing = 0 } = {}] = rows;
  const levels = rows.flatMap(({ value = null }) => (value === null ? [] : [String(value)]));
  return { levels, size: Number(size), missing: Number(missing ?? 0) };
}

/** A character per row, 1 for those of part 0 and 0 for others; null when all are of part 0. */
function bitsOf(parts: Uint8Array): string | null {
  const bits = Buffer.alloc(parts.length, '0');
  let training = 0;
  for (let row = 0; row < parts.length; row++) {
    if (parts[row] !== 0) continue;
    bits[row] = oneByte;
    training++;
  }
  return training === parts.length ? null : bits.toString('latin1');
}

const oneByte = 0x31;
