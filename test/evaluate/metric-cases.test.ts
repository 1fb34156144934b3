import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { averagePrecision } from '../../core/evaluate/average-precision.ts';
import { brierScore } from '../../core/evaluate/brier.ts';
import { classAverages, classCounts } from '../../core/evaluate/class-averages.ts';
import { confusionAt, confusionMatrix, normalizeConfusion } from '../../core/evaluate/confusion.ts';
import {
  balancedAccuracy,
  binaryMcc,
  f1,
  fBeta,
  mcc,
  precision,
  recall,
} from '../../core/evaluate/decision-metrics.ts';
import { logLoss } from '../../core/evaluate/log-loss.ts';
import { precisionRecallCurve } from '../../core/evaluate/precision-recall-curve.ts';
import { rocAuc, trapezoidArea } from '../../core/evaluate/roc-auc.ts';
import { rocAucMulticlass } from '../../core/evaluate/roc-auc-multiclass.ts';
import { rocCurve } from '../../core/evaluate/roc-curve.ts';

const numbers = z.array(z.number());
const label = z.union([z.number(), z.string()]);
const labels = z.array(label);
const table = z.array(numbers);

const metricCase = z.object({
  id: z.string(),
  metric: z.string(),
  inputs: z.record(z.string(), z.unknown()),
  params: z.record(z.string(), z.unknown()),
  expected: z.unknown(),
  tolerance: z.number(),
});
type MetricCase = z.infer<typeof metricCase>;

const file = new URL('./metric-cases.json', import.meta.url);
const { cases } = z.object({ cases: z.array(metricCase) }).parse(JSON.parse(readFileSync(file, 'utf8')));

/** Repeats row i as often as its whole-number weight says. */
function weighted<T>(values: readonly T[], inputs: MetricCase['inputs']): T[] {
  if (inputs.sample_weight === undefined) return [...values];
  const weights = numbers.parse(inputs.sample_weight);
  return values.flatMap((value, i) => new Array<T>(weights[i] ?? 0).fill(value));
}

function classesOf(inputs: MetricCase['inputs'], ...columns: (number | string)[][]): (number | string)[] {
  if (inputs.labels !== undefined) return labels.parse(inputs.labels);
  return [...new Set(columns.flat())].sort((a, b) => (a < b ? -1 : 1));
}

function decisions(inputs: MetricCase['inputs']) {
  if (inputs.y_pred === 'same') {
    const halves = Array.from({ length: 20_000 }, (_, i) => (i < 10_000 ? 0 : 1));
    return { classes: [0, 1] as (number | string)[], actual: halves, predicted: halves };
  }
  const yTrue = weighted(labels.parse(inputs.y_true), inputs);
  const yPred = weighted(labels.parse(inputs.y_pred), inputs);
  const classes = [...new Set([...classesOf(inputs, yTrue, yPred), ...yTrue, ...yPred])];
  const index = (value: number | string) => classes.indexOf(value);
  return { classes, actual: yTrue.map(index), predicted: yPred.map(index) };
}

function matrixOf(inputs: MetricCase['inputs']): number[][] {
  const { classes, actual, predicted } = decisions(inputs);
  return confusionMatrix({ labels: actual, predicted, classCount: classes.length });
}

function binaryCounts(inputs: MetricCase['inputs']) {
  const positive = inputs.pos_label ?? 1;
  const actual = labels.parse(inputs.y_true).map((value) => (value === positive ? 1 : 0));
  const scores = labels.parse(inputs.y_pred).map((value) => (value === positive ? 1 : 0));
  return confusionAt({ scores, labels: actual, threshold: 1 });
}

function scored(inputs: MetricCase['inputs']): [Float64Array, number[]] {
  const scores = weighted(numbers.parse(inputs.y_score), inputs);
  return [Float64Array.from(scores), weighted(numbers.parse(inputs.y_true), inputs)];
}

function columnsOf(rows: readonly (readonly number[])[]): Float64Array[] {
  return Array.from(rows[0] ?? [], (_, index) => Float64Array.from(rows, (row) => row[index] ?? 0));
}

/** Probabilities given as one column of the second class, of class A, or as a matrix. */
function probabilityPart(inputs: MetricCase['inputs']) {
  const actual = labels.parse(inputs.y_true);
  const classes = classesOf(inputs, actual);
  const single = inputs.prob_of_A ?? (Array.isArray(inputs.y_prob) && inputs.y_prob.every(Number.isFinite));
  const rows = !single
    ? table.parse(inputs.y_prob)
    : inputs.prob_of_A
      ? numbers.parse(inputs.prob_of_A).map((p) => [p, 1 - p])
      : numbers.parse(inputs.y_prob).map((p) => [1 - p, p]);
  return { labels: actual.map((value) => classes.indexOf(value)), probabilities: columnsOf(rows) };
}

function averaged(inputs: MetricCase['inputs'], average: unknown) {
  const { classes } = decisions(inputs);
  const all = classCounts(matrixOf(inputs));
  const wanted = inputs.labels === undefined ? classes : labels.parse(inputs.labels);
  const counts = wanted.flatMap((value) => all[classes.indexOf(value)] ?? []);
  if (average === null) return { counts, averages: null };
  return { counts, averages: classAverages(counts, z.enum(['macro', 'weighted', 'micro']).parse(average)) };
}

const over = { true: 'actual', pred: 'predicted', all: 'all' } as const;

const metrics: Record<string, (one: MetricCase) => unknown> = {
  roc_auc: ({ inputs }) => rocAuc(...scored(inputs)),
  average_precision: ({ inputs }) => averagePrecision(...scored(inputs)),
  precision_recall_curve: ({ inputs }) => {
    const curve = precisionRecallCurve(...scored(inputs));
    return { precision: curve.precision, recall: curve.recall, thresholds: curve.threshold };
  },
  roc_curve: ({ inputs }) => {
    const curve = rocCurve(...scored(inputs));
    return { fpr: curve.falsePositiveRate, tpr: curve.truePositiveRate };
  },
  roc_curve_thresholds: ({ inputs, params }) =>
    rocCurve(...scored(inputs), { dropCollinear: params.drop_intermediate === true }).threshold.slice(1),
  auc_trapezoid: ({ inputs }) => trapezoidArea(numbers.parse(inputs.x), numbers.parse(inputs.y)),
  roc_auc_multiclass: ({ inputs, params }) => {
    const part = {
      labels: numbers.parse(inputs.y_true),
      probabilities: columnsOf(table.parse(inputs.y_score)),
    };
    const average = z.enum(['macro', 'weighted', 'micro']).parse(params.average);
    if (average === 'micro') return rocAucMulticlass(part, { multiclass: 'ovr', average });
    return rocAucMulticlass(part, { multiclass: z.enum(['ovr', 'ovo']).parse(params.multi_class), average });
  },
  confusion_matrix: ({ inputs, expected }) =>
    Array.isArray(expected) ? matrixOf(inputs) : binaryCounts(inputs),
  confusion_matrix_normalized: ({ inputs, params }) =>
    params.normalize === null
      ? matrixOf(inputs)
      : normalizeConfusion(matrixOf(inputs), over[z.enum(['true', 'pred', 'all']).parse(params.normalize)]),
  precision: ({ inputs }) => precision(binaryCounts(inputs)),
  recall: ({ inputs }) => recall(binaryCounts(inputs)),
  f1: ({ inputs }) => f1(binaryCounts(inputs)),
  fbeta: ({ inputs, params }) => fBeta(binaryCounts(inputs), { beta: z.number().parse(params.beta) }),
  recall_multiclass: ({ inputs, params }) => {
    const { averages, counts } = averaged(inputs, params.average);
    return averages ? averages.recall : counts.map((count) => recall(count));
  },
  precision_multiclass: ({ inputs, params }) => averaged(inputs, params.average).averages?.precision,
  f1_multiclass: ({ inputs, params }) => averaged(inputs, params.average).averages?.f1,
  prf: ({ inputs, params }) => averaged(inputs, params.average).averages,
  balanced_accuracy: ({ inputs, params }) =>
    balancedAccuracy(matrixOf(inputs), { adjusted: params.adjusted === true }),
  matthews_corrcoef: ({ inputs }) => mcc(matrixOf(inputs)),
  matthews_from_counts: ({ inputs }) =>
    binaryMcc(z.object({ tp: z.int(), fp: z.int(), fn: z.int(), tn: z.int() }).parse(inputs)),
  log_loss: ({ inputs, params }) =>
    logLoss(
      probabilityPart(inputs),
      params.eps === undefined ? {} : { epsilon: z.number().parse(params.eps) },
    ),
  brier: ({ inputs }) => {
    const positive = inputs.pos_label ?? 1;
    const isBinary = new Set(labels.parse(inputs.y_true)).size <= 2;
    const actual = labels
      .parse(inputs.y_true)
      .map((value) => (value === positive ? 1 : isBinary ? 0 : Number(value)));
    return brierScore(Float64Array.from(numbers.parse(inputs.y_prob)), actual);
  },
};

function expectClose(actual: unknown, expected: unknown, tolerance: number): void {
  if (typeof expected === 'string') {
    expect(actual).toBe(Number(expected));
  } else if (typeof expected === 'number') {
    const error = Math.abs(z.number().parse(actual) - expected);
    expect(error).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(expected)));
  } else if (Array.isArray(expected)) {
    const values = Array.from(z.custom<ArrayLike<unknown>>().parse(actual));
    expect(values).toHaveLength(expected.length);
    expected.forEach((value, i) => {
      expectClose(values[i], value, tolerance);
    });
  } else {
    const values = z.record(z.string(), z.unknown()).parse(actual);
    for (const [key, value] of Object.entries(z.record(z.string(), z.unknown()).parse(expected))) {
      expectClose(values[key], value, tolerance);
    }
  }
}

test.each(cases)('$id agrees with its reference', (one) => {
  const metric = metrics[one.metric];
  if (!metric) throw new Error(`no runner for ${one.metric}`);
  const refusal = z.object({ error: z.string() }).safeParse(one.expected);
  if (refusal.success) expect(() => metric(one)).toThrow(expect.objectContaining({ code: 'INPUT_INVALID' }));
  else expectClose(metric(one), one.expected, one.tolerance);
});
