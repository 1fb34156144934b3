import type { Column } from '../../contract/dataset.ts';
import type { JoinSide } from '../../contract/relation.ts';
import type { Sql } from '../../shared/sql.ts';
import type { Table } from '../../shared/table.ts';
import { comparableCells } from './key-cells.ts';

/** Columns that must be equal for rows to be joined. */
export interface JoinOn {
  readonly left: Column;
  readonly right: Column;
}

/** What joining two tables comes to, counted over all rows. */
export interface JoinCounts {
  readonly left: JoinSide;
  readonly right: JoinSide;
  /** Pairs of rows that match. */
  readonly innerRows: number;
  /** Rows of the left side that match more than one row of the right side. */
  readonly multipliedRows: number;
}

/**
 * Counts both sides of a join by value, without making it: one pass over each table and one over the different
 * values. A row in which a cell of the key is missing matches nothing. Exact while counts stay below 2^53.
 */
export async function joinCounts(options: {
  sql: Sql;
  left: Table;
  right: Table;
  on: readonly JoinOn[];
  signal?: AbortSignal;
}): Promise<JoinCounts> {
  const { sql, left, right, on, signal } = options;
  const both = 'l.n IS NOT NULL AND r.n IS NOT NULL';
  const [row = {}] = await sql.rows(
    `WITH l AS (${valuesOf(left, on, 0)}), r AS (${valuesOf(right, on, 1)})
     SELECT ${sideCounts('l', both)}, ${sideCounts('r', both)}, count(*) FILTER (${both}) AS matched,
       ${total(`l.n * r.n`, both)} AS inner_rows, ${total('l.n', `${both} AND r.n > 1`)} AS multiplied
     FROM l FULL JOIN r ON ${on.map((_, i) => `l.k${i} = r.k${i}`).join(' AND ')}`,
    [],
    signal,
  );
  const number = (name: string) => Number(row[name] ?? 0);
  const side = (name: 'l' | 'r', { rowCount }: Table): JoinSide => {
    const filled = number(`${name}_filled`);
    const matchedRows = number(`${name}_matched`);
    const distinct = number(`${name}_distinct`);
    const matchedValues = number('matched');
    return {
      rows: rowCount,
      missing: rowCount - filled,
      distinct,
      matchedValues,
      matchedRows,
      unmatchedRows: filled - matchedRows,
      unmatchedValues: distinct - matchedValues,
      repeatedRows: number(`${name}_repeated`),
      mostPerValue: number(`${name}_most`),
    };
  };
  return {
    left: side('l', left),
    right: side('r', right),
    innerRows: number('inner_rows'),
    multipliedRows: number('multiplied'),
  };
}

/** SQL for the cells of a side's key, k0, k1, …, with `__row`. Rows with a missing cell are left out. */
export function keyedRows(table: Table, on: readonly JoinOn[], place: 0 | 1): string {
  const cells = on.map(({ left, right }, i) => `${comparableCells(left, right)[place]} AS k${i}`);
  const filled = on.map((_, i) => `k${i} IS NOT NULL`).join(' AND ');
  return `SELECT * FROM (SELECT __row, ${cells.join(', ')} FROM ${table.from}) WHERE ${filled}`;
}

function valuesOf(table: Table, on: readonly JoinOn[], place: 0 | 1): string {
  const keys = on.map((_, i) => `k${i}`).join(', ');
  return `SELECT ${keys}, CAST(count(*) AS DOUBLE) AS n FROM (${keyedRows(table, on, place)}) GROUP BY ${keys}`;
}

function sideCounts(side: 'l' | 'r', both: string): string {
  return [
    `count(${side}.n) AS ${side}_distinct`,
    `${total(`${side}.n`, 'true')} AS ${side}_filled`,
    `${total(`${side}.n`, both)} AS ${side}_matched`,
    `${total(`${side}.n`, `${side}.n > 1`)} AS ${side}_repeated`,
    `coalesce(max(${side}.n) FILTER (${both}), 0) AS ${side}_most`,
  ].join(', ');
}

function total(value: string, where: string): string {
  return `coalesce(sum(${value}) FILTER (${where}), 0)`;
}
