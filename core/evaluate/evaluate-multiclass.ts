import type { MulticlassMetrics } from '../contract/evaluate.ts';
import { mean } from '../shared/statistics.ts';
import { averagePrecisionOf } from './average-precision.ts';
import { bootstrapAveragePrecision } from './average-precision-bootstrap.ts';
import { brierScoreMulticlass } from './brier.ts';
import { classCounts } from './class-averages.ts';
import { confusionMatrix, mostProbableClass } from './confusion.ts';
import { balancedAccuracy, f1, mcc, precision, recall } from './decision-metrics.ts';
import type { EvaluateOptions } from './evaluate-model.ts';
import { logLoss } from './log-loss.ts';
import { operatingPoints } from './operating-points.ts';
import { orNull } from './or-null.ts';
import { rocAucOf } from './roc-auc.ts';
import { binaryLabels } from './scored-part.ts';

/**
 * Metrics of a target with more than two classes; see `evaluateModel`. Means over classes (average precision,
 * ROC AUC one against the rest, precision, recall, F1) are plain means over the classes that have rows; there,
 * precision and F1 of a class that is never predicted count as 0. Balanced accuracy and MCC are null when only
 * one class has rows, MCC also when only one is predicted.
 */
export function evaluateMulticlass(options: EvaluateOptions): MulticlassMetrics {
  const { labels, probabilities, classNames, bootstrap } = options;
  const matrix = confusionMatrix({
    labels,
    predicted: mostProbableClass(probabilities),
    classCount: classNames.length,
  });
  const counts = classCounts(matrix);
  const perClass = classNames.map((name, index) => {
    const count = counts[index] ?? { tp: 0, fp: 0, fn: 0, tn: 0 };
    const points = operatingPoints(probabilities[index] ?? new Float64Array(), binaryLabels(labels, index));
    return {
      name,
      support: points.positives,
      prevalence: orNull(points.positives / labels.length),
      averagePrecision: points.positives > 0 ? averagePrecisionOf(points) : null,
      rocAuc: orNull(rocAucOf(points)),
      precision: orNull(precision(count, Number.NaN)),
      recall: orNull(recall(count, Number.NaN)),
      f1: orNull(f1(count, Number.NaN)),
    };
  });
  const present = perClass.filter((item) => item.support > 0);
  const meanOf = (value: (item: (typeof perClass)[number]) => number | null) =>
    orNull(mean(present.map((item) => value(item) ?? 0)));
  const resampled = bootstrap && bootstrapAveragePrecision(options, [...classNames.keys()], bootstrap);
  const rightRows = matrix.reduce((sum, row, index) => sum + (row[index] ?? 0), 0);
  return {
    kind: 'multiclass',
    rows: labels.length,
    averagePrecision: meanOf((item) => item.averagePrecision),
    averagePrecisionInterval: resampled?.interval ?? null,
    averagePrecisionError: orNull(resampled?.error ?? Number.NaN),
    rocAuc: present.length > 1 ? meanOf((item) => item.rocAuc) : null,
    logLoss: orNull(logLoss(options)),
    brier: orNull(brierScoreMulticlass(options)),
    confusion: matrix,
    perClass,
    precision: meanOf((item) => item.precision),
    recall: meanOf((item) => item.recall),
    f1: meanOf((item) => item.f1),
    balancedAccuracy: present.length > 1 ? orNull(balancedAccuracy(matrix)) : null,
    mcc: orNull(mcc(matrix, Number.NaN)),
    accuracy: orNull(rightRows / labels.length),
  };
}
