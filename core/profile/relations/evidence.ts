import type { Sql } from '../../shared/sql.ts';
import type { Table } from '../../shared/table.ts';
import { evidenceLimit } from '../evidence.ts';
import { type JoinOn, keyedRows } from './join-counts.ts';

/** Two tables and the columns that correspond, to look for rows as evidence. */
export interface Joined {
  readonly sql: Sql;
  readonly left: Table;
  readonly right: Table;
  readonly on: readonly JoinOn[];
  readonly signal?: AbortSignal;
}

/** The first rows of the left side whose key the right side lacks, at most 20, and their keys as text. */
export function unmatchedRows(joined: Joined): Promise<KeyedEvidence> {
  const { left, right, on } = joined;
  return evidence(
    joined,
    `SELECT l.* FROM (${keyedRows(left, on, 0)}) AS l ANTI JOIN (${keyedRows(right, on, 1)}) AS r ON ${equal(on)}`,
  );
}

/** The first rows of the right side whose key stands there more than once and on the left side, at most 20. */
export function repeatedRows(joined: Joined): Promise<KeyedEvidence> {
  const { left, right, on } = joined;
  const keys = on.map((_, i) => `k${i}`).join(', ');
  const rows = keyedRows(right, on, 1);
  return evidence(
    joined,
    `SELECT l.* FROM (SELECT * FROM (${rows}) QUALIFY count(*) OVER (PARTITION BY ${keys}) > 1) AS l
     SEMI JOIN (${keyedRows(left, on, 0)}) AS r ON ${equal(on)}`,
  );
}

/** Row numbers, ascending, and up to three different keys among them. */
export interface KeyedEvidence {
  readonly rows: number[];
  readonly examples: string[];
}

async function evidence({ sql, on, signal }: Joined, query: string): Promise<KeyedEvidence> {
  const cells = on.map((_, i) => `CAST(k${i} AS VARCHAR) AS k${i}`).join(', ');
  const found = await sql.rows(
    `SELECT CAST(__row AS DOUBLE) AS __row, ${cells} FROM (${query}) ORDER BY __row LIMIT ${evidenceLimit}`,
    [],
    signal,
  );
  const keys = found.map((row) => on.map((_, i) => String(row[`k${i}`])).join(', '));
  return { rows: found.map((row) => Number(row.__row)), examples: [...new Set(keys)].slice(0, 3) };
}

function equal(on: readonly JoinOn[]): string {
  return on.map((_, i) => `l.k${i} = r.k${i}`).join(' AND ');
}
