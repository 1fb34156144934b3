import { mean } from '../shared/statistics.ts';
import { checkLabels, checkProbabilities, type ScoredPart } from './scored-part.ts';

/**
 * Mean negative logarithm (natural) of the probability given to the actual class. Probabilities are clipped to
 * [epsilon, 1 - epsilon], by default the machine epsilon 2^-52, then each row is scaled to add up to 1, as
 * scikit-learn does. With epsilon 0 a certain error is infinite. NaN without rows.
 * A probability outside 0 to 1 or an unknown label is INPUT_INVALID.
 */
export function logLoss(part: ScoredPart, options: { epsilon?: number } = {}): number {
  const { labels, probabilities } = part;
  const epsilon = options.epsilon ?? Number.EPSILON;
  checkLabels(labels, { rows: labels.length, classCount: probabilities.length });
  checkProbabilities(probabilities, labels.length);
  const losses = new Float64Array(labels.length);
  for (let row = 0; row < labels.length; row++) {
    let total = 0;
    for (const column of probabilities) total += clip(column[row] ?? 0, epsilon);
    losses[row] = -Math.log(clip(probabilities[labels[row] ?? 0]?.[row] ?? 0, epsilon) / total);
  }
  return mean(losses) + 0;
}

function clip(probability: number, epsilon: number): number {
  return Math.min(Math.max(probability, epsilon), 1 - epsilon);
}
