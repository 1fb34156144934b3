import type { BinaryConfusion } from '../contract/evaluate.ts';
import { checkLabels, checkScores } from './scored-part.ts';

/**
 * Counts of a two-class decision: positive when score >= threshold. Labels are 0 and 1. No rows give zeros.
 * A NaN score or another label is INPUT_INVALID.
 */
export function confusionAt(options: {
  scores: ArrayLike<number>;
  labels: ArrayLike<number>;
  threshold: number;
}): BinaryConfusion {
  const { scores, labels, threshold } = options;
  checkScores(scores);
  checkLabels(labels, { rows: scores.length, classCount: 2 });
  const counts = { tp: 0, fp: 0, fn: 0, tn: 0 };
  for (let i = 0; i < scores.length; i++) {
    if ((scores[i] ?? 0) >= threshold) counts[labels[i] === 1 ? 'tp' : 'fp']++;
    else counts[labels[i] === 1 ? 'fn' : 'tn']++;
  }
  return counts;
}

/**
 * Rows are actual classes, columns predicted ones, both as class indices. No rows give a matrix of zeros.
 * An index outside 0 to `classCount` - 1 is INPUT_INVALID.
 */
export function confusionMatrix(options: {
  labels: ArrayLike<number>;
  predicted: ArrayLike<number>;
  classCount: number;
}): number[][] {
  const { labels, predicted, classCount } = options;
  checkLabels(labels, { rows: predicted.length, classCount });
  checkLabels(predicted, { rows: labels.length, classCount });
  const matrix = Array.from({ length: classCount }, () => new Array<number>(classCount).fill(0));
  for (let i = 0; i < labels.length; i++) {
    const row = matrix[labels[i] ?? 0];
    const column = predicted[i] ?? 0;
    if (row) row[column] = (row[column] ?? 0) + 1;
  }
  return matrix;
}

/**
 * A confusion matrix as shares of its rows ('actual'), columns ('predicted') or all; the share of an empty
 * row or column is 0.
 */
export function normalizeConfusion(
  matrix: readonly (readonly number[])[],
  over: 'actual' | 'predicted' | 'all',
): number[][] {
  const total = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
  const all = total(matrix.map(total));
  const columns = matrix.map((_, column) => total(matrix.map((row) => row[column] ?? 0)));
  return matrix.map((row) =>
    row.map((count, column) => {
      const whole = over === 'actual' ? total(row) : over === 'predicted' ? (columns[column] ?? 0) : all;
      return whole === 0 ? 0 : count / whole;
    }),
  );
}

/** Index of the largest probability of every row; ties take the first class. */
export function mostProbableClass(probabilities: readonly Float64Array[]): Int32Array {
  const rows = probabilities[0]?.length ?? 0;
  const best = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    let highest = Number.NEGATIVE_INFINITY;
    for (const [index, column] of probabilities.entries()) {
      const value = column[row] ?? Number.NaN;
      if (value > highest) {
        highest = value;
        best[row] = index;
      }
    }
  }
  return best;
}
