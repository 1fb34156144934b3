import { throwIfCancelled } from '../errors.ts';
import { sharedBuffer } from '../shared/shared-buffer.ts';
import type { Sql } from '../shared/sql.ts';
import type { Table } from '../shared/table.ts';
import { type CompiledExpression, compileRecipe } from './compile.ts';
import type { FittedRecipe } from './fitted.ts';
import { type FeatureGroup, layoutFeatures } from './layout.ts';
import { prepareTable } from './prepare-table.ts';

/** Features of all rows, row-major: feature f of row r is `data[r * columnCount + f]`. Rows are in file order. */
export interface Matrix {
  /** Lies on a SharedArrayBuffer, so that workers read it without a copy. Always finite. */
  readonly data: Float32Array;
  readonly rowCount: number;
  readonly columnCount: number;
  readonly featureNames: readonly string[];
  readonly groups: readonly FeatureGroup[];
}

/** Doubles held at once beside the matrix. */
const batchCells = 8_000_000;
const largestFloat = 3.4028234663852886e38;

/**
 * Computes the features of every row of the table. Values beyond single precision are cut to its range. `salt` is
 * that of the project; recipes that hash need it.
 */
export async function applyRecipe(options: {
  sql: Sql;
  table: Table;
  fitted: FittedRecipe;
  salt?: string;
  signal?: AbortSignal;
}): Promise<Matrix> {
  const { sql, fitted, salt, signal } = options;
  const table = prepareTable({ table: options.table, steps: fitted.steps, salt });
  const { expressions, columnCount } = compileRecipe(fitted);
  const { rowCount } = table;
  const data = new Float32Array(sharedBuffer(rowCount * columnCount * 4));
  for (const batch of batches(expressions, rowCount)) {
    throwIfCancelled(signal);
    const list = batch.map((expression) => expression.sql).join(', ');
    const values = batch.flatMap((expression) => expression.values);
    const columns = await sql.numbers(`SELECT ${list} FROM ${table.from}`, values, signal);
    for (const [i, expression] of batch.entries()) {
      place({ column: columns[i] ?? new Float64Array(), expression, data, columnCount });
    }
  }
  return { data, rowCount, columnCount, ...layoutFeatures(fitted.columns) };
}

/** Groups items so that one query's result stays within `batchCells` doubles. */
export function batches<T>(items: readonly T[], rowCount: number): T[][] {
  const size = Math.min(64, Math.max(1, Math.floor(batchCells / Math.max(1, rowCount))));
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  );
}

function place(options: {
  column: Float64Array;
  expression: CompiledExpression;
  data: Float32Array;
  columnCount: number;
}): void {
  const { column, expression, data, columnCount } = options;
  const { feature, width } = expression;
  for (let row = 0, at = feature; row < column.length; row++, at += columnCount) {
    const value = column[row] ?? 0;
    if (width === null) data[at] = Math.min(largestFloat, Math.max(-largestFloat, value));
    else if (value >= 0) data[at + value] = 1;
  }
}
