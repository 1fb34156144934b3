import { type OperatingPoints, operatingPoints } from './operating-points.ts';

/**
 * Average precision: the step sum of precision over recall, Σ (Rₙ - Rₙ₋₁) Pₙ over the operating points, ties
 * taken together, without interpolation (as scikit-learn). 0 without positives, NaN without rows.
 * Errors as in `operatingPoints`.
 */
export function averagePrecision(scores: Float64Array, labels: ArrayLike<number>): number {
  return averagePrecisionOf(operatingPoints(scores, labels));
}

/** Average precision of operating points that are at hand; see `averagePrecision`. */
export function averagePrecisionOf(points: OperatingPoints): number {
  const { positives, truePositives, falsePositives } = points;
  if (truePositives.length === 0) return Number.NaN;
  if (positives === 0) return 0;
  let sum = 0;
  let before = 0;
  for (let i = 0; i < truePositives.length; i++) {
    const tp = truePositives[i] ?? 0;
    if (tp > before) sum += (tp - before) * (tp / (tp + (falsePositives[i] ?? 0)));
    before = tp;
  }
  return sum / positives;
}
