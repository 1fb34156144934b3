import { assertNever } from '../errors.ts';
import { binaryMcc, f1 } from './decision-metrics.ts';
import { operatingPoints } from './operating-points.ts';

export type ThresholdObjective = 'f1' | 'mcc' | 'balanced-accuracy';

/**
 * The score that, as a threshold (positive when score >= threshold), gives the best objective; meant for the
 * validation part. Candidates are the distinct scores themselves, never points between them. Where values
 * agree within 1e-12 the highest threshold is taken, which calls the fewest rows positive.
 * Without positives, negatives or rows nothing can be chosen: threshold 0.5, value NaN.
 * Errors as in `operatingPoints`.
 */
export function chooseThreshold(options: {
  scores: Float64Array;
  labels: ArrayLike<number>;
  objective: ThresholdObjective;
}): { threshold: number; value: number } {
  const points = operatingPoints(options.scores, options.labels);
  const { positives, negatives } = points;
  if (positives === 0 || negatives === 0) return { threshold: 0.5, value: Number.NaN };
  let best = { threshold: 0.5, value: Number.NEGATIVE_INFINITY };
  for (let i = 0; i < points.threshold.length; i++) {
    const tp = points.truePositives[i] ?? 0;
    const fp = points.falsePositives[i] ?? 0;
    const value = objectiveAt(options.objective, { tp, fp, fn: positives - tp, tn: negatives - fp });
    if (value > best.value + 1e-12) best = { threshold: points.threshold[i] ?? 0.5, value };
  }
  return best;
}

function objectiveAt(
  objective: ThresholdObjective,
  counts: { tp: number; fp: number; fn: number; tn: number },
): number {
  switch (objective) {
    case 'f1':
      return f1(counts);
    case 'mcc':
      return binaryMcc(counts);
    case 'balanced-accuracy':
      return (counts.tp / (counts.tp + counts.fn) + counts.tn / (counts.tn + counts.fp)) / 2;
    default:
      return assertNever(objective);
  }
}
