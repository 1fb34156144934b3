import type { Column } from '../contract/dataset.ts';
import type { ColumnStatistics } from '../contract/profile.ts';
import type { Sql } from '../shared/sql.ts';
import { fromOf, type Table } from '../shared/table.ts';
import type { ColumnValues } from './column-values.ts';
import { frequentShapes, longestShaped, readShapes } from './frequent-shapes.ts';
import { topSize } from './numeric-facts.ts';
import type { UniqueTexts } from './stored-unique-texts.ts';
import { shapesOfTexts } from './text-tally.ts';
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
export async function uniqueTexts(source: Source): Promise<Omit<ColumnStatistics, 'numeric'> | null> {
  const { table, values, column } = source;
  if (table.rowCount < manyRows) return null;
  const asked = { mostRepeats, smallest, longestShort: longestShaped };
  const found = (await values.uniqueTexts(column, asked)) ?? (await readBySql(source));
  const suspects = found?.repeated?.flat() ?? null;
  if (found === null || suspects === null || suspects.length > mostRepeats * table.rowCount) return null;
  const repeated = suspects.length === 0 ? [] : await repeatedTexts(source, suspects);
  const singles = found.smallest.filter((value) => repeated.every((other) => other.value !== value));
  const top = [...repeated, ...singles.map((value) => ({ value, count: 1 }))].slice(0, topSize);
  const surplus = repeated.reduce((sum, { count: cells }) => sum + cells - 1, 0);
  const distinct = found.count - surplus;
  if (top.length < Math.min(topSize, distinct)) return null;
  const shapes = found.short === null ? await shapesBySql(source) : shapesOfTexts(found.short);
  return {
    column,
    count: found.count,
    missing: table.rowCount - found.count,
    distinct,
    text: { minLength: found.least, maxLength: found.most, shapes },
    time: null,
    top,
  };
}

interface Source {
  readonly sql: Sql;
  readonly table: Table;
  readonly values: ColumnValues;
  readonly column: Column;
  readonly signal: AbortSignal | undefined;
}

/** What `UniqueTexts` tells, through SQL; null where the first rows show that texts repeat. */
async function readBySql(source: Source): Promise<Omit<UniqueTexts, 'keys' | 'unlikeProse'> | null> {
  const { sql, table, values, column, signal } = source;
  if (!(await looksUnique(source))) return null;
  const keys = await values.keys(column);
  const lent = lentFor(values, table.rowCount);
  const repeated = await work('repeats', { keys, most: mostRepeats }, { threads: lent, signal });
  if (repeated === null) return null;
  const text = column.sql;
  const [row = {}] = await sql.rows(
    `SELECT count(*) AS filled, min(length(${text})) AS least, max(length(${text})) AS most,
       min(${text}, ${smallest}) AS first, count(*) FILTER (strlen(${text}) <= ${longestShaped}) AS short
     FROM ${fromOf(table, [column])} WHERE ${text} IS NOT NULL`,
    [],
    signal,
  );
  return {
    repeated,
    count: Number(row.filled),
    least: Number(row.least),
    most: Number(row.most),
    short: Number(row.short) > 0 ? null : [],
    smallest: readTexts(row.first),
  };
}

async function looksUnique({ sql, table, column, signal }: Source): Promise<boolean> {
  // A limit would have all threads begin to read; a condition on the row spares them what comes later.
  const first = `SELECT ${column.sql} AS value FROM ${fromOf(table, [column])} WHERE __row <= ${probedRows}`;
  const [counts] = await sql.numbers(
    `SELECT count(DISTINCT value) / nullif(count(value), 0) FROM (${first})`,
    [],
    signal,
  );
  return (counts?.[0] ?? 0) >= probedShare;
}

async function shapesBySql({ sql, table, column, signal }: Source) {
  const text = column.sql;
  const cells = `(SELECT ${text} AS value, 1 AS n FROM ${fromOf(table, [column])} WHERE ${text} IS NOT NULL)`;
  const [row = {}] = await sql.rows(frequentShapes(cells), [], signal);
  return readShapes(row.shapes ?? null);
}

/** Texts at these positions that occur more than once, most frequent first, then by text. */
async function repeatedTexts(
  { sql, table, column, signal }: Source,
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
