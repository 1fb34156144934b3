import type { Column } from '../../contract/dataset.ts';
import type { Sql } from '../../shared/sql.ts';
import type { Table } from '../../shared/table.ts';
import { textCell } from './key-cells.ts';

/** Different values looked at per column before it is compared in full. */
export const sampledValues = 64;
const hashRange = 2 ** 52;

/**
 * Hashes of up to 64 different values of a column: those with the smallest hashes, so that equal values of two
 * columns are drawn alike (bottom-k sketch: Cohen and Kaplan, 2007). Below 2^52, ascending.
 */
export async function valueSample(options: {
  sql: Sql;
  table: Table;
  column: Column;
  /** Different values of the column: of many, only small hashes are collected. */
  distinct: number;
  signal?: AbortSignal;
}): Promise<Float64Array> {
  const { sql, table, column, distinct, signal } = options;
  const share = Math.min(1, (4 * sampledValues) / Math.max(1, distinct));
  const limit = Math.floor(share * hashRange);
  const [hashes = new Float64Array(0)] = await sql.numbers(
    `SELECT DISTINCT CAST(h AS DOUBLE) AS h FROM (${hashesOf(table, column)}) WHERE h < ${limit} ORDER BY h LIMIT ${sampledValues}`,
    [],
    signal,
  );
  return hashes;
}

/** Which of these hashes are those of a value in the column; one pass over the column. */
export async function heldHashes(options: {
  sql: Sql;
  table: Table;
  column: Column;
  hashes: ReadonlySet<number>;
  signal?: AbortSignal;
}): Promise<Set<number>> {
  const { sql, table, column, hashes, signal } = options;
  if (hashes.size === 0) return new Set();
  const [held = new Float64Array(0)] = await sql.numbers(
    `SELECT DISTINCT CAST(h AS DOUBLE) AS h FROM (${hashesOf(table, column)}) WHERE h IN (${[...hashes].join(', ')})`,
    [],
    signal,
  );
  return new Set(held);
}

function hashesOf(table: Table, column: Column): string {
  return `SELECT CAST(hash(${textCell(column)}) % ${hashRange} AS BIGINT) AS h FROM ${table.from} WHERE ${column.sql} IS NOT NULL`;
}
