import type { Column } from '../contract/dataset.ts';
import type { ColumnStatistics } from '../contract/profile.ts';
import type { Sql } from '../shared/sql.ts';
import { fromOf, type Table } from '../shared/table.ts';
import type { ColumnValues } from './column-values.ts';

/** Up to here, microseconds since 1970 are told from each other, and read back, as seconds in a double. */
const mostSeconds = 2 ** 32;

/**
 * Exact statistics of a column of dates or timestamps, counted from its moments as numbers. Null where there are infinite
 * moments, or some too far from 1970 to be told apart as numbers.
 */
export async function momentStatistics(options: {
  sql: Sql;
  table: Table;
  values: ColumnValues;
  column: Column;
  signal: AbortSignal | undefined;
}): Promise<ColumnStatistics | null> {
  const { sql, table, values, column, signal } = options;
  const { missing, distinct, top, sorted, quartiles, histogram } = await values.moments(column);
  const [first, last] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
  if (Math.max(-first, last) > mostSeconds) return null;
  const count = table.rowCount - missing;
  const from = fromOf(table, [column]);
  const [filled] = await sql.numbers(`SELECT count(${column.sql}) FROM ${from}`, [], signal);
  if (filled?.[0] !== count) return null;
  const known = { column, count, missing, distinct, numeric: null, text: null };
  if (count === 0) return { ...known, time: null, top: [] };
  const moments = [first, last, ...quartiles, ...histogram.edges, ...top.map(({ value }) => value)];
  const texts = await asTexts({ sql, column, moments, signal });
  const take = (from: number, length: number) => texts.slice(from, from + length);
  const [min = '', max = '', firstQuartile = '', median = '', thirdQuartile = ''] = texts;
  const edges = take(5, histogram.edges.length);
  const frequent = take(5 + edges.length, top.length);
  return {
    ...known,
    time: {
      min,
      max,
      spread: { firstQuartile, median, thirdQuartile, histogram: { edges, counts: histogram.counts } },
    },
    top: top.map((run, i) => ({ value: frequent[i] ?? null, count: run.count })),
  };
}

/** Moments in seconds as the column writes them; days are rounded down. */
async function asTexts(options: {
  sql: Sql;
  column: Column;
  moments: readonly number[];
  signal: AbortSignal | undefined;
}): Promise<string[]> {
  const { sql, column, moments, signal } = options;
  const ticks = moments.map((seconds) => Math.round(seconds * 1e6)).join(' ');
  const moment = `make_timestamp(CAST(unnest(string_split(?, ' ')) AS BIGINT))`;
  const rows = await sql.rows(`SELECT CAST(${moment} AS ${column.type}) AS value`, [ticks], signal);
  return rows.map(({ value = null }) => String(value));
}
