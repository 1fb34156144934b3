import { type OperatingPoints, operatingPoints } from './operating-points.ts';

/**
 * Area under the ROC curve by trapezoids, which is the chance that a positive scores above a negative with
 * ties counted half (Hanley and McNeil 1982). NaN when a class is absent. Errors as in `operatingPoints`.
 */
export function rocAuc(scores: Float64Array, labels: ArrayLike<number>): number {
  return rocAucOf(operatingPoints(scores, labels));
}

/** ROC AUC of operating points that are at hand. Pair counts are exact up to 2^53. */
export function rocAucOf(points: OperatingPoints): number {
  const { positives, negatives, truePositives, falsePositives } = points;
  if (positives === 0 || negatives === 0) return Number.NaN;
  let doubledPairs = 0;
  let tpBefore = 0;
  let fpBefore = 0;
  for (let i = 0; i < truePositives.length; i++) {
    const tp = truePositives[i] ?? 0;
    const fp = falsePositives[i] ?? 0;
    doubledPairs += (fp - fpBefore) * (tp + tpBefore);
    tpBefore = tp;
    fpBefore = fp;
  }
  return doubledPairs / (2 * positives * negatives);
}

/** Area below a line of points by trapezoids. `x` must not turn back; falling x counts as rising. */
export function trapezoidArea(x: ArrayLike<number>, y: ArrayLike<number>): number {
  let area = 0;
  for (let i = 1; i < x.length; i++) {
    area += (((x[i] ?? 0) - (x[i - 1] ?? 0)) * ((y[i] ?? 0) + (y[i - 1] ?? 0))) / 2;
  }
  return (x[x.length - 1] ?? 0) < (x[0] ?? 0) ? -area : area;
}
