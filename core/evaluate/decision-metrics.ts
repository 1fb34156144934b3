import type { BinaryConfusion } from '../contract/evaluate.ts';

/** Share of rows called positive that are positive. `undefinedAs` when nothing is called positive. */
export function precision({ tp, fp }: BinaryConfusion, undefinedAs = 0): number {
  return tp + fp === 0 ? undefinedAs : tp / (tp + fp);
}

/** Share of positive rows that are called positive. `undefinedAs` without positive rows. */
export function recall({ tp, fn }: BinaryConfusion, undefinedAs = 0): number {
  return tp + fn === 0 ? undefinedAs : tp / (tp + fn);
}

/**
 * Weighted harmonic mean of precision and recall, (1 + β²)TP / ((1 + β²)TP + β²FN + FP)
 * (van Rijsbergen 1979). `undefinedAs` when there is neither a positive row nor one called positive.
 */
export function fBeta(
  { tp, fp, fn }: BinaryConfusion,
  options: { beta: number; undefinedAs?: number },
): number {
  const square = options.beta ** 2;
  const whole = (1 + square) * tp + square * fn + fp;
  return whole === 0 ? (options.undefinedAs ?? 0) : ((1 + square) * tp) / whole;
}

/** Harmonic mean of precision and recall; see `fBeta`. */
export function f1({ tp, fp, fn }: BinaryConfusion, undefinedAs = 0): number {
  return fBeta({ tp, fp, fn, tn: 0 }, { beta: 1, undefinedAs });
}

/** Share of rows decided rightly; NaN without rows. Says little when one class is rare. */
export function accuracy({ tp, fp, fn, tn }: BinaryConfusion): number {
  return (tp + tn) / (tp + fp + fn + tn);
}

/** The two-class counts as a matrix: rows actual, columns predicted, negative first. */
export function asMatrix({ tp, fp, fn, tn }: BinaryConfusion): number[][] {
  return [
    [tn, fp],
    [fn, tp],
  ];
}

/**
 * Mean recall over the classes that have rows (Brodersen et al. 2010). `adjusted` rescales so that chance is
 * 0 and perfect 1. NaN without rows.
 */
export function balancedAccuracy(
  matrix: readonly (readonly number[])[],
  options: { adjusted?: boolean } = {},
): number {
  const recalls: number[] = [];
  for (const [index, row] of matrix.entries()) {
    const rows = row.reduce((a, b) => a + b, 0);
    if (rows > 0) recalls.push((row[index] ?? 0) / rows);
  }
  const score = recalls.reduce((a, b) => a + b, 0) / recalls.length;
  if (!options.adjusted) return score;
  const chance = 1 / recalls.length;
  return (score - chance) / (1 - chance);
}

/** Matthews correlation coefficient (Matthews 1975) of two-class counts; see `mcc`. */
export function binaryMcc({ tp, fp, fn, tn }: BinaryConfusion, undefinedAs = 0): number {
  const spread = Math.sqrt(tp + fp) * Math.sqrt(tp + fn) * Math.sqrt(tn + fp) * Math.sqrt(tn + fn);
  return spread === 0 ? undefinedAs : (tp * tn - fp * fn) / spread;
}

/**
 * Matthews correlation coefficient for any number of classes (Gorodkin 2004), at most 1.
 * `undefinedAs` when all rows are of one class or are called one class. Products are exact up to 2^53,
 * that is about 90 million rows.
 */
export function mcc(matrix: readonly (readonly number[])[], undefinedAs = 0): number {
  const actual = matrix.map((row) => row.reduce((a, b) => a + b, 0));
  const predicted = matrix.map((_, column) => matrix.reduce((sum, row) => sum + (row[column] ?? 0), 0));
  const total = actual.reduce((a, b) => a + b, 0);
  const right = matrix.reduce((sum, row, index) => sum + (row[index] ?? 0), 0);
  const dot = (a: readonly number[], b: readonly number[]) => a.reduce((s, x, i) => s + x * (b[i] ?? 0), 0);
  const spreadActual = total * total - dot(actual, actual);
  const spreadPredicted = total * total - dot(predicted, predicted);
  if (spreadActual === 0 || spreadPredicted === 0) return undefinedAs;
  return (right * total - dot(actual, predicted)) / (Math.sqrt(spreadActual) * Math.sqrt(spreadPredicted));
}
