import { z } from 'zod';
import { runId } from './ids.ts';

/** A metric that may be undefined for its input (one class only, nothing predicted): then null. */
const metric = z.number().nullable();

export const interval = z.strictObject({
  low: z.number(),
  high: z.number(),
  /** Nominal coverage, e.g. 0.95. */
  level: z.number(),
  resamples: z.int(),
});
export type Interval = z.infer<typeof interval>;

export const binaryConfusion = z.strictObject({ tp: z.int(), fp: z.int(), fn: z.int(), tn: z.int() });
export type BinaryConfusion = z.infer<typeof binaryConfusion>;

const decision = {
  precision: metric,
  recall: metric,
  f1: metric,
  balancedAccuracy: metric,
  mcc: metric,
  /** Never shown alone. */
  accuracy: metric,
};

export const binaryMetrics = z.strictObject({
  kind: z.literal('binary'),
  rows: z.int(),
  positives: z.int(),
  prevalence: metric,
  averagePrecision: metric,
  averagePrecisionInterval: interval.nullable(),
  /** Bootstrap standard error of average precision. */
  averagePrecisionError: metric,
  rocAuc: metric,
  logLoss: metric,
  brier: metric,
  threshold: z.number(),
  confusion: binaryConfusion,
  ...decision,
});
export type BinaryMetrics = z.infer<typeof binaryMetrics>;

export const multiclassMetrics = z.strictObject({
  kind: z.literal('multiclass'),
  rows: z.int(),
  /** Means over classes, one against the rest. */
  averagePrecision: metric,
  averagePrecisionInterval: interval.nullable(),
  averagePrecisionError: metric,
  rocAuc: metric,
  logLoss: metric,
  /** Sum over classes of squared differences, mean over rows: 0 to 2. */
  brier: metric,
  /** Rows are actual classes, columns predicted (largest probability; ties take the first class). */
  confusion: z.array(z.array(z.int())),
  perClass: z.array(
    z.strictObject({
      name: z.string(),
      support: z.int(),
      prevalence: metric,
      averagePrecision: metric,
      rocAuc: metric,
      precision: metric,
      recall: metric,
      f1: metric,
    }),
  ),
  ...decision,
});
export type MulticlassMetrics = z.infer<typeof multiclassMetrics>;

export const metrics = z.discriminatedUnion('kind', [binaryMetrics, multiclassMetrics]);
export type Metrics = z.infer<typeof metrics>;

/**
 * Operating points of one model on the test part, one per distinct score, highest threshold first: a row is
 * called positive when its score >= threshold. Arrays run in parallel; counts give every other rate.
 */
export const curve = z.strictObject({
  positives: z.int(),
  negatives: z.int(),
  threshold: z.instanceof(Float64Array),
  truePositives: z.instanceof(Float64Array),
  falsePositives: z.instanceof(Float64Array),
  precision: z.instanceof(Float64Array),
  recall: z.instanceof(Float64Array),
  falsePositiveRate: z.instanceof(Float64Array),
});
export type Curve = z.infer<typeof curve>;

/** Pointwise band of precision over a grid of recall, from the stratified bootstrap. */
export const precisionBand = z.strictObject({
  recall: z.instanceof(Float64Array),
  low: z.instanceof(Float64Array),
  high: z.instanceof(Float64Array),
  level: z.number(),
  resamples: z.int(),
});
export type PrecisionBand = z.infer<typeof precisionBand>;

export const modelRef = z.strictObject({ run: runId, learner: z.string() });
export type ModelRef = z.infer<typeof modelRef>;

/** Paired bootstrap of a difference in average precision on the same test rows. */
export const difference = z.strictObject({
  better: modelRef,
  other: modelRef,
  estimate: z.number(),
  interval,
  /** True when the interval, corrected for the number of comparisons, excludes zero. */
  isDetectable: z.boolean(),
});
export type Difference = z.infer<typeof difference>;

export const comparison = z.strictObject({
  models: z.array(
    z.strictObject({
      ref: modelRef,
      name: z.string(),
      runName: z.string(),
      kind: z.string(),
      isBaseline: z.boolean(),
      metrics,
      fitMs: z.number().nullable(),
      sizeBytes: z.int(),
    }),
  ),
  /** Every other comparable model against the best, nearest first. */
  differences: z.array(difference),
  best: modelRef.nullable(),
  /** The simplest model whose average precision lies within one standard error of the best. */
  simplestSufficient: modelRef.nullable(),
  prevalence: z.number().nullable(),
  positiveClass: z.string().nullable(),
  classNames: z.array(z.string()),
  testRows: z.int(),
  /** Runs scored so far on this very test part. */
  testLooks: z.int(),
  headline: z.string(),
  detail: z.string(),
  warnings: z.array(z.string()),
});
export type Comparison = z.infer<typeof comparison>;
