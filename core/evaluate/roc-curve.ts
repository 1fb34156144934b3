import { operatingPoints } from './operating-points.ts';

/** A ROC curve in the shape of scikit-learn: from (0, 0) at an infinite threshold to (1, 1). */
export interface RocCurve {
  readonly falsePositiveRate: Float64Array;
  readonly truePositiveRate: Float64Array;
  readonly threshold: Float64Array;
}

/**
 * True against false positive rate at every distinct score, highest first, after an added point (0, 0).
 * `dropCollinear` leaves out points midway on the straight line between their neighbours. A rate whose class is
 * absent is NaN throughout. Errors as in `operatingPoints`.
 */
export function rocCurve(
  scores: Float64Array,
  labels: ArrayLike<number>,
  options: { dropCollinear?: boolean } = {},
): RocCurve {
  const points = operatingPoints(scores, labels);
  const fp = prepend(0, points.falsePositives);
  const tp = prepend(0, points.truePositives);
  const kept: number[] = [];
  for (let i = 0; i < tp.length; i++) {
    if (!options.dropCollinear || isCorner(fp, tp, i)) kept.push(i);
  }
  const threshold = prepend(Number.POSITIVE_INFINITY, points.threshold);
  const pick = (values: Float64Array, divisor: number) =>
    Float64Array.from(kept, (i) => (values[i] ?? 0) / divisor);
  return {
    falsePositiveRate: pick(fp, points.negatives || Number.NaN),
    truePositiveRate: pick(tp, points.positives || Number.NaN),
    threshold: pick(threshold, 1),
  };
}

function prepend(first: number, rest: Float64Array): Float64Array {
  const result = new Float64Array(rest.length + 1);
  result[0] = first;
  result.set(rest, 1);
  return result;
}

/** Whether the steps into and out of point i differ, as scikit-learn compares them; both ends are corners. */
function isCorner(x: Float64Array, y: Float64Array, i: number): boolean {
  if (i === 0 || i === x.length - 1) return true;
  const at = (values: Float64Array, index: number) => values[index] ?? 0;
  const before = [at(x, i) - at(x, i - 1), at(y, i) - at(y, i - 1)] as const;
  const after = [at(x, i + 1) - at(x, i), at(y, i + 1) - at(y, i)] as const;
  return before[0] !== after[0] || before[1] !== after[1];
}
