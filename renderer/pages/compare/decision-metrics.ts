import type { BinaryConfusion, Curve } from '../../../core/contract/evaluate.ts';
import { operatingIndex } from '../../charts/curve-series.ts';

export interface DecisionMetrics {
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
  readonly balancedAccuracy: number | null;
  readonly mcc: number | null;
  readonly accuracy: number | null;
}

/** Counts at a threshold, from the operating points: no call to the engine. */
export function confusionAt(curve: Curve, threshold: number): BinaryConfusion {
  const index = operatingIndex(curve, threshold);
  const tp = index < 0 ? 0 : (curve.truePositives[index] ?? 0);
  const fp = index < 0 ? 0 : (curve.falsePositives[index] ?? 0);
  return { tp, fp, fn: curve.positives - tp, tn: curve.negatives - fp };
}

/** The metrics of a decision; null where its formula divides by zero. */
export function decisionMetrics({ tp, fp, fn, tn }: BinaryConfusion): DecisionMetrics {
  const recall = ratio(tp, tp + fn);
  const specificity = ratio(tn, tn + fp);
  const spread = Math.sqrt(tp + fp) * Math.sqrt(tp + fn) * Math.sqrt(tn + fp) * Math.sqrt(tn + fn);
  return {
    precision: ratio(tp, tp + fp),
    recall,
    f1: ratio(2 * tp, 2 * tp + fp + fn),
    balancedAccuracy: recall === null || specificity === null ? null : (recall + specificity) / 2,
    mcc: ratio(tp * tn - fp * fn, spread),
    accuracy: ratio(tp + tn, tp + fp + fn + tn),
  };
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
