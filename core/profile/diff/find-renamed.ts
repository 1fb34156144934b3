import type { Column } from '../../contract/dataset.ts';
import type { Sql } from '../../shared/sql.ts';
import type { Table } from '../../shared/table.ts';
import type { ColumnPair } from './column-pair.ts';

/** Past this many columns that only one version has, none is taken for renamed. */
const mostCandidates = 100;

/**
 * Columns of one version that hold the very cells of a column with another name in the other: the same type and the
 * same values equally often, at least two different ones. Each column is in one pair at most; ties go by place.
 */
export async function findRenamed(options: {
  sql: Sql;
  before: { table: Table; columns: readonly Column[] };
  after: { table: Table; columns: readonly Column[] };
  signal?: AbortSignal;
}): Promise<ColumnPair[]> {
  const { sql, before, after, signal } = options;
  if (before.table.rowCount !== after.table.rowCount) return [];
  const sides = [before, after];
  if (sides.some(({ columns }) => columns.length === 0 || columns.length > mostCandidates)) return [];
  const [gone = [], added = []] = await Promise.all(
    sides.map(({ table, columns }) => fingerprints({ sql, table, columns, signal })),
  );
  const pairs: ColumnPair[] = [];
  const taken = new Set<Column>();
  for (const { column, print } of added) {
    const match = gone.find((other) => print !== null && other.print === print && !taken.has(other.column));
    if (!match || !(await hasSameCells({ ...options, pair: { before: match.column, after: column } })))
      continue;
    taken.add(match.column);
    pairs.push({ before: match.column, after: column });
  }
  return pairs;
}

/** A text that columns with the same cells share, whatever the order of rows; null for a constant. */
async function fingerprints(options: {
  sql: Sql;
  table: Table;
  columns: readonly Column[];
  signal: AbortSignal | undefined;
}): Promise<{ column: Column; print: string | null }[]> {
  const { sql, table, columns, signal } = options;
  const list = columns.map(
    ({ sql: name, type }) =>
      `CASE WHEN min(${name}) IS DISTINCT FROM max(${name}) THEN concat('${type} ', count(${name}), ' ', bit_xor(hash(${name})), ' ', sum(hash(${name})::HUGEINT)) END AS ${name}`,
  );
  const [row = {}] = await sql.rows(`SELECT ${list.join(', ')} FROM ${table.from}`, [], signal);
  return columns.map((column) => {
    const print = row[column.sql] ?? null;
    return { column, print: print === null ? null : String(print) };
  });
}

async function hasSameCells(options: {
  sql: Sql;
  before: { table: Table };
  after: { table: Table };
  pair: ColumnPair;
  signal?: AbortSignal;
}): Promise<boolean> {
  const { sql, before, after, pair, signal } = options;
  const [row] = await sql.rows(
    `SELECT count(*) AS n FROM (
       SELECT sum(side) AS surplus FROM (
         SELECT ${pair.before.sql} AS value, -1 AS side FROM ${before.table.from}
         UNION ALL SELECT ${pair.after.sql}, 1 FROM ${after.table.from}
       ) GROUP BY value HAVING surplus <> 0)`,
    [],
    signal,
  );
  return row?.n === 0;
}
