import type { Sql } from '../shared/sql.ts';
import type { Table } from '../shared/table.ts';
import { batches } from './apply.ts';
import type { FittedRecipe } from './fitted.ts';
import { textLiteral } from './literal.ts';
import { prepareTable } from './prepare-table.ts';

/** Cells whose level has an indicator of its own in a recipe and would share one under a lower limit. */
export interface LevelChanges {
  readonly rows: number;
  readonly cells: number;
  /** Up to 50 in row order. */
  readonly examples: readonly { row: number; column: string; before: string }[];
}

const mostExamples = 50;

/** Counts over all rows of the table, not only training rows. */
export async function compareLevels(options: {
  sql: Sql;
  table: Table;
  fitted: FittedRecipe;
  maxLevels: number;
  salt?: string;
  signal?: AbortSignal;
}): Promise<LevelChanges> {
  const { sql, fitted, maxLevels, salt, signal } = options;
  const table = prepareTable({ table: options.table, steps: fitted.steps, salt });
  const lost = fitted.columns.flatMap((column) => {
    const levels = column.kind === 'category' ? column.levels.slice(maxLevels) : [];
    if (levels.length === 0) return [];
    const test = `${column.sql} IN (${levels.map(textLiteral).join(', ')})`;
    return [{ column: column.column, sql: column.sql, test }];
  });
  const isTouched = new Uint8Array(table.rowCount);
  const examples: { row: number; column: string; before: string }[] = [];
  let cells = 0;
  for (const batch of batches(lost, table.rowCount)) {
    const list = batch.map(({ test }) => `CAST(coalesce(${test}, false) AS DOUBLE)`).join(', ');
    for (const flags of await sql.numbers(`SELECT ${list} FROM ${table.from}`, [], signal)) {
      for (let row = 0; row < flags.length; row++) {
        if (flags[row] !== 1) continue;
        cells++;
        isTouched[row] = 1;
      }
    }
  }
  for (const { column, sql: name, test } of lost) {
    const found = await sql.rows(
      `SELECT __row AS r, ${name} AS b FROM ${table.from} WHERE ${test} ORDER BY __row LIMIT ${mostExamples}`,
      [],
      signal,
    );
    examples.push(...found.map(({ r, b }) => ({ row: Number(r), column, before: String(b) })));
  }
  examples.sort((a, b) => a.row - b.row);
  return {
    cells,
    rows: isTouched.reduce((sum, flag) => sum + flag, 0),
    examples: examples.slice(0, mostExamples),
  };
}
