import { classShares, type TrainingData } from '../data.ts';
import type { RowsToScore } from './learner.ts';

/** How the rows are sorted into cells by the features of one column. */
export type CellRule =
  /** By value: cell k holds values above `edges[k - 1]` up to `edges[k]`; missing ones have a cell of their own. */
  | { readonly kind: 'bins'; readonly edges: number[]; readonly hasIndicator: boolean }
  /** By indicator: cell k holds the rows with indicator k, the last one the rows with none. */
  | { readonly kind: 'levels'; readonly count: number };

/** Rows that a cell's rates are drawn towards the training shares by, as if so many more had been seen. */
const priorRows = 10;

/** Cut points at the tenths of the training values of a feature, without repeats. */
export function tenthsOf(input: RowsToScore, feature: number): number[] {
  const sorted = Float32Array.from(
    input.rows,
    (row) => input.x[row * input.columnCount + feature] ?? 0,
  ).sort();
  const edges = Array.from({ length: 9 }, (_, i) => sorted[Math.floor(((i + 1) * sorted.length) / 10)] ?? 0);
  const top = sorted.at(-1);
  return [...new Set(edges)].filter((edge) => edge !== top);
}

/** Cells of a rule. */
export function cellCount(rule: CellRule): number {
  return rule.kind === 'bins' ? rule.edges.length + 1 + (rule.hasIndicator ? 1 : 0) : rule.count + 1;
}

/** The cell of each row; `start` is the column's first feature. */
export function cellsOf(rule: CellRule, start: number, input: RowsToScore): Int32Array {
  return Int32Array.from(input.rows, (row) => cellOf(rule, input.x, row * input.columnCount + start));
}

/**
 * Class rates per cell, cells x classes: (rows of the class + 10 x its training share) / (rows + 10), the
 * m-estimate (Cestnik 1990), so that no rate is 0 and an empty cell has the training shares.
 */
export function smoothedRates(options: {
  rule: CellRule;
  start: number;
  data: TrainingData;
  /** Rows that the rates and shares are of. */
  rows: Uint32Array;
}): Float64Array<ArrayBuffer> {
  const { rule, start, data, rows } = options;
  const classes = data.classNames.length;
  const shares = classShares(data, rows);
  const rates = new Float64Array(cellCount(rule) * classes);
  const sizes = new Float64Array(cellCount(rule));
  const cells = cellsOf(rule, start, { x: data.x, columnCount: data.columnCount, rows });
  for (const [i, cell] of cells.entries()) {
    const at = cell * classes + (data.codes[rows[i] ?? 0] ?? 0);
    rates[at] = (rates[at] ?? 0) + 1;
    sizes[cell] = (sizes[cell] ?? 0) + 1;
  }
  return rates.map((count, i) => {
    const size = sizes[Math.floor(i / classes)] ?? 0;
    return (count + priorRows * (shares[i % classes] ?? 0)) / (size + priorRows);
  });
}

function cellOf(rule: CellRule, x: Float32Array, at: number): number {
  if (rule.kind === 'levels') {
    for (let k = 0; k < rule.count; k++) if (x[at + k] === 1) return k;
    return rule.count;
  }
  if (rule.hasIndicator && x[at + 1] === 1) return rule.edges.length + 1;
  const value = x[at] ?? 0;
  const cell = rule.edges.findIndex((edge) => value <= edge);
  return cell < 0 ? rule.edges.length : cell;
}
