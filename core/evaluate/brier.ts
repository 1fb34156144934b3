import { mean } from '../shared/statistics.ts';
import { checkLabels, checkProbabilities, type ScoredPart } from './scored-part.ts';

/**
 * Brier score of a two-class target: mean squared difference between the probability of the positive class
 * and the label of 0 or 1 (Brier 1950, one-sided form): 0 to 1, NaN without rows.
 * A probability outside 0 to 1 or another label is INPUT_INVALID.
 */
export function brierScore(probabilities: Float64Array, labels: ArrayLike<number>): number {
  checkLabels(labels, { rows: probabilities.length, classCount: 2 });
  checkProbabilities([probabilities], labels.length);
  return mean(probabilities.map((p, row) => (p - (labels[row] ?? 0)) ** 2));
}

/**
 * Brier score over classes: squared differences summed over classes, mean over rows (Brier 1950): 0 to 2.
 * For two classes it is twice `brierScore`. NaN without rows. Errors as in `brierScore`.
 */
export function brierScoreMulticlass({ labels, probabilities }: ScoredPart): number {
  checkLabels(labels, { rows: labels.length, classCount: probabilities.length });
  checkProbabilities(probabilities, labels.length);
  const sums = new Float64Array(labels.length);
  for (const [index, column] of probabilities.entries()) {
    for (let row = 0; row < sums.length; row++) {
      sums[row] = (sums[row] ?? 0) + ((column[row] ?? 0) - (labels[row] === index ? 1 : 0)) ** 2;
    }
  }
  return mean(sums);
}
