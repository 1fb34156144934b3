import type { Column } from '../contract/dataset.ts';
import type { ColumnStatistics } from '../contract/profile.ts';
import type { Sql } from '../shared/sql.ts';
import { fromOf, type Table } from '../shared/table.ts';
import type { ColumnValues } from './column-values.ts';
import { frequentShapes, longestShaped, readShapes } from './frequent-shapes.ts';
import { topSize } from './numeric-facts.ts';
import { lentFor, work } from './threads.ts';

/** Rows from which it pays to look for repeated texts by their hashes. */
const manyRows = 100_000;
/** The first rows show whether hardly a text comes twice. */
const probedRows = 65_536;
const probedShare = 0.99;
/** Share of the rows whose texts may repeat. */
const mostRepeats = 0.02;
/** Smallest texts that are fetched, of which the most frequent values are made up. */
const smallest = 2 * topSize;

/**
 * Exact statistics of a long column of texts of which hardly one comes twice: texts with a hash of their own are
 * different, and only the others have to be compared. Null for any other column.
 */
export async function uniqueTexts(options: {
  sql: Sql;
  table: Table;
  values: ColumnValues;
  column: Column;
  signal: AbortSignal | undefined;
}): Promise<Omit<ColumnStatistics, 'numeric'> | null> {
  const { sql, table, values, column, signal } = options;
  if (table.rowCount < manyRows || !(await looksUnique(options))) return null;
  const keys = await values.keys(column);
  const lent = lentFor(values, table.rowCount);
  const groups = await work('repeats', { keys, most: mostRepeats }, { threads: lent, signal });
  if (groups === null) return null;
  const suspects = groups.flat();
  if (suspects.length > mostRepeats * table.rowCount) return null;
  const repeated = suspects.length === 0 ? [] : await repeatedTexts(options, suspects);
  const text = column.sql;
  const from = fromOf(table, [column]);
  const [row = {}] = await sql.rows(
    `SELECT count(*) AS filled, min(length(${text})) AS least, max(length(${text})) AS most,
       min(${text}, ${smallest}) AS first, count(*) FILTER (strlen(${text}) <= ${longestShaped}) AS shaped
     FROM ${from} WHERE ${text} IS NOT NULL`,
    [],
    signal,
  );
  const count = Number(row.filled);
  const singles = readTexts(row.first).filter((value) => repeated.every((other) => other.value !== value));
  const top = [...repeated, ...singles.map((value) => ({ value, count: 1 }))].slice(0, topSize);
  const surplus = repeated.reduce((sum, { count: cells }) => sum + cells - 1, 0);
  const distinct = count - surplus;
  if (top.length < Math.min(topSize, distinct)) return null;
  const cells = `(SELECT ${text} AS value, 1 AS n FROM ${from} WHERE ${text} IS NOT NULL)`;
  const [found = {}] = Number(row.shaped) > 0 ? await sql.rows(frequentShapes(cells), [], signal) : [];
  return {
    column,
    count,
    missing: table.rowCount - count,
    distinct,
    text: {
      minLength: Number(row.least),
      maxLength: Number(row.most),
      shapes: readShapes(found.shapes ?? null),
    },
    time: null,
    top,
  };
}

async function looksUnique(options: {
  sql: Sql;
  table: Table;
  column: Column;
  signal: AbortSignal | undefined;
}): Promise<boolean> {
  const { sql, table, column, signal } = options;
  // A limit would have all threads begin to read; a condition on the row spares them what comes later.
  const first = `SELECT ${column.sql} AS value FROM ${fromOf(table, [column])} WHERE __row <= ${probedRows}`;
  const [counts] = await sql.numbers(
    `SELECT count(DISTINCT value) / nullif(count(value), 0) FROM (${first})`,
    [],
    signal,
  );
  return (counts?.[0] ?? 0) >= probedShare;
}

/** Texts at these positions that occur more than once, most frequent first, then by text. */
async function repeatedTexts(
  { sql, table, column, signal }: { sql: Sql; table: Table; column: Column; signal: AbortSignal | undefined },
  positions: readonly number[],
): Promise<{ value: string; count: number }[]> {
  const rows = await sql.rows(
    `SELECT ${column.sql} AS value, count(*) AS n FROM ${fromOf(table, [column])}
     WHERE __row IN (SELECT CAST(unnest(string_split(?, ' ')) AS BIGINT))
     GROUP BY ALL HAVING n > 1 ORDER BY n DESC, value`,
    [positions.map((position) => position + 1).join(' ')],
    signal,
  );
  return rows.map(({ value, n }) => ({ value: String(value), count: Number(n) }));
}

function readTexts(list: unknown): string[] {
  const texts: string[] = typeof list === 'string' ? JSON.parse(list) : [];
  return texts;
}
