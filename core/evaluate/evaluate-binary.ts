import type { BinaryMetrics } from '../contract/evaluate.ts';
import { averagePrecisionOf } from './average-precision.ts';
import { bootstrapAveragePrecision } from './average-precision-bootstrap.ts';
import { brierScore } from './brier.ts';
import { confusionAt } from './confusion.ts';
import {
  accuracy,
  asMatrix,
  balancedAccuracy,
  binaryMcc,
  f1,
  precision,
  recall,
} from './decision-metrics.ts';
import type { EvaluateOptions } from './evaluate-model.ts';
import { logLoss } from './log-loss.ts';
import { operatingPoints } from './operating-points.ts';
import { orNull } from './or-null.ts';
import { rocAucOf } from './roc-auc.ts';
import { binaryLabels } from './scored-part.ts';

/** Metrics of a two-class target; see `evaluateModel`. */
export function evaluateBinary(options: EvaluateOptions & { positiveIndex: number }): BinaryMetrics {
  const { probabilities, positiveIndex, threshold, bootstrap } = options;
  const scores = probabilities[positiveIndex] ?? new Float64Array();
  const labels = binaryLabels(options.labels, positiveIndex);
  const points = operatingPoints(scores, labels);
  const hasBoth = points.positives > 0 && points.negatives > 0;
  const confusion = confusionAt({ scores, labels, threshold });
  const resampled = bootstrap && bootstrapAveragePrecision(options, [positiveIndex], bootstrap);
  return {
    kind: 'binary',
    rows: labels.length,
    positives: points.positives,
    prevalence: orNull(points.positives / labels.length),
    averagePrecision: points.positives > 0 ? averagePrecisionOf(points) : null,
    averagePrecisionInterval: resampled?.interval ?? null,
    averagePrecisionError: orNull(resampled?.error ?? Number.NaN),
    rocAuc: orNull(rocAucOf(points)),
    logLoss: orNull(logLoss(options)),
    brier: orNull(brierScore(scores, labels)),
    threshold,
    confusion,
    precision: orNull(precision(confusion, Number.NaN)),
    recall: orNull(recall(confusion, Number.NaN)),
    f1: orNull(f1(confusion, Number.NaN)),
    balancedAccuracy: hasBoth ? balancedAccuracy(asMatrix(confusion)) : null,
    mcc: orNull(binaryMcc(confusion, Number.NaN)),
    accuracy: orNull(accuracy(confusion)),
  };
}
