import type { Curve } from '../contract/evaluate.ts';
import { operatingPoints } from './operating-points.ts';

/**
 * The operating points of scores against labels of 0 and 1 with their rates. Recall is NaN without positives,
 * the false positive rate NaN without negatives. Errors as in `operatingPoints`.
 */
export function curveOf(scores: Float64Array, labels: ArrayLike<number>): Curve {
  const points = operatingPoints(scores, labels);
  const { positives, negatives, truePositives, falsePositives } = points;
  const called = truePositives.map((tp, i) => tp + (falsePositives[i] ?? 0));
  return {
    ...points,
    precision: truePositives.map((tp, i) => tp / (called[i] ?? 0)),
    recall: truePositives.map((tp) => tp / positives),
    falsePositiveRate: falsePositives.map((fp) => fp / negatives),
  };
}
