import type { BinaryConfusion } from '../contract/evaluate.ts';
import { f1, precision, recall } from './decision-metrics.ts';

/** Precision, recall and F1 averaged over classes. */
export interface ClassAverages {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Counts of every class against the rest, from a confusion matrix (rows actual, columns predicted). */
export function classCounts(matrix: readonly (readonly number[])[]): BinaryConfusion[] {
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
  const total = sum(matrix.map(sum));
  return matrix.map((row, index) => {
    const tp = row[index] ?? 0;
    const fn = sum(row) - tp;
    const fp = sum(matrix.map((other) => other[index] ?? 0)) - tp;
    return { tp, fp, fn, tn: total - tp - fp - fn };
  });
}

/**
 * Averages over classes, one against the rest: `macro` the plain mean, `weighted` by rows of the class,
 * `micro` from pooled counts. What is undefined for a class counts as 0, as in scikit-learn. NaN for no class.
 */
export function classAverages(
  counts: readonly BinaryConfusion[],
  average: 'macro' | 'weighted' | 'micro',
): ClassAverages {
  if (average === 'micro') {
    const pooled = { tp: 0, fp: 0, fn: 0, tn: 0 };
    for (const { tp, fp, fn } of counts) {
      pooled.tp += tp;
      pooled.fp += fp;
      pooled.fn += fn;
    }
    return { precision: precision(pooled), recall: recall(pooled), f1: f1(pooled) };
  }
  const weights = counts.map(({ tp, fn }) => (average === 'macro' ? 1 : tp + fn));
  const whole = weights.reduce((a, b) => a + b, 0);
  const averaged = (metric: (counts: BinaryConfusion) => number) =>
    counts.reduce((sum, count, index) => sum + metric(count) * (weights[index] ?? 0), 0) / whole;
  return { precision: averaged(precision), recall: averaged(recall), f1: averaged(f1) };
}
