import { chiSquaredTwoRows } from '../../profile/chi-squared.ts';
import { normalTail } from '../../profile/false-discovery.ts';
import { quantile } from '../../profile/quantile.ts';
import type { Labels } from '../labels.ts';

/** How strongly the classes depend on the moment of their row, from 0 to 1, and the chance of as much by lot. */
export interface Dependence {
  readonly effect: number;
  readonly pValue: number;
}

const none: Dependence = { effect: 0, pValue: 1 };

/**
 * The total variation distance of the classes between the earlier and the later half of the rows, with Pearson's
 * chi-squared test. `values` are moments, one per row; rows without a label or a finite moment are left out.
 */
export function changeBetweenHalves({ codes, classNames }: Labels, values: Float64Array): Dependence {
  const middle = quantile(values.filter((value) => Number.isFinite(value)).sort(), 0.5);
  const halves = [0, 1].map(() => new Array<number>(classNames.length).fill(0));
  for (let row = 0; row < values.length; row++) {
    const [value = Number.NaN, code = -1] = [values[row], codes[row]];
    const half = halves[value <= middle ? 0 : 1];
    if (half && code >= 0 && Number.isFinite(value)) half[code] = (half[code] ?? 0) + 1;
  }
  const [early = [], late = []] = halves;
  const [n, m] = [early, late].map((counts) => counts.reduce((sum, count) => sum + count, 0));
  if (!n || !m) return none;
  const effect = early.reduce((sum, count, i) => sum + Math.abs(count / n - (late[i] ?? 0) / m), 0) / 2;
  return { effect, pValue: chiSquaredTwoRows(early, late)?.pValue ?? 1 };
}

/**
 * By what share rows in the order of time change their class less often from one to the next than by lot: the runs test
 * for several classes, one-sided, with the mean and variance of the number of runs (Mood, 1940). Rows of one moment keep
 * the order of the file, so it is for columns with hardly two rows at one moment.
 */
export function likenessOfNeighbours({ codes, classNames }: Labels, values: Float64Array): Dependence {
  const rows = Array.from(values.keys()).filter(
    (row) => (codes[row] ?? -1) >= 0 && Number.isFinite(values[row]),
  );
  rows.sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const counts = new Array<number>(classNames.length).fill(0);
  let runs = 0;
  for (const [i, row] of rows.entries()) {
    const code = codes[row] ?? 0;
    counts[code] = (counts[code] ?? 0) + 1;
    if (i === 0 || code !== codes[rows[i - 1] ?? 0]) runs++;
  }
  const n = rows.length;
  const power = (exponent: number) => counts.reduce((sum, count) => sum + count ** exponent, 0);
  const [squares, cubes] = [power(2), power(3)];
  const expected = (n * (n + 1) - squares) / n;
  const variance = (squares * (squares + n * (n + 1)) - 2 * n * cubes - n ** 3) / (n ** 2 * (n - 1));
  if (!(variance > 0)) return none;
  return {
    effect: Math.max(0, (expected - runs) / expected),
    pValue: normalTail((expected - runs) / Math.sqrt(variance)),
  };
}
