import { operatingPoints } from './operating-points.ts';

/** A precision-recall curve in the shape of scikit-learn: lowest threshold first, with an end point. */
export interface PrecisionRecallCurve {
  readonly precision: Float64Array;
  readonly recall: Float64Array;
  /** One shorter than the others: the end point (precision 1, recall 0) has no threshold. */
  readonly threshold: Float64Array;
}

/**
 * Precision and recall at every distinct score, ascending, then the end point (1, 0). Without positives
 * recall is 1 by convention. Errors as in `operatingPoints`.
 */
export function precisionRecallCurve(scores: Float64Array, labels: ArrayLike<number>): PrecisionRecallCurve {
  const points = operatingPoints(scores, labels);
  const count = points.threshold.length;
  const precision = new Float64Array(count + 1);
  const recall = new Float64Array(count + 1);
  for (let i = 0; i < count; i++) {
    const at = count - 1 - i;
    const tp = points.truePositives[at] ?? 0;
    precision[i] = tp / (tp + (points.falsePositives[at] ?? 0));
    recall[i] = points.positives === 0 ? 1 : tp / points.positives;
  }
  precision[count] = 1;
  return { precision, recall, threshold: points.threshold.toReversed() };
}
