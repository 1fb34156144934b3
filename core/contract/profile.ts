import { z } from 'zod';
import { cell, column } from './dataset.ts';
import { fix } from './fix.ts';
import { datasetVersionId } from './ids.ts';
import { real } from './real.ts';

export { type Fix, fix } from './fix.ts';

/** The column to predict. `positive` is a class, or everything but a class; by default the rarest class. */
export const targetSpec = z.strictObject({
  column: z.string(),
  positive: z.union([z.string(), z.strictObject({ not: z.string() })]).optional(),
});
export type TargetSpec = z.infer<typeof targetSpec>;

/** Exact statistics of one column over all rows. Quantiles interpolate linearly between order statistics. */
export const columnStatistics = z.strictObject({
  column,
  count: z.int(),
  missing: z.int(),
  distinct: z.int(),
  numeric: z
    .strictObject({
      min: real,
      max: real,
      mean: real,
      /** Sample standard deviation (n - 1). */
      standardDeviation: real,
      percentile1: real,
      percentile5: real,
      firstQuartile: real,
      median: real,
      thirdQuartile: real,
      percentile95: real,
      percentile99: real,
      zeros: z.int(),
      infinite: z.int(),
      histogram: z.strictObject({ edges: z.array(z.number()), counts: z.array(z.int()) }),
    })
    .nullable(),
  text: z
    .strictObject({
      minLength: z.int(),
      maxLength: z.int(),
      /**
       * The shapes that most cells of up to 40 bytes have, most frequent first, at most 5: A is a capital, a another
       * letter, a+ several, 9 a digit, and everything else itself.
       */
      shapes: z.array(z.strictObject({ shape: z.string(), count: z.int() })),
    })
    .nullable(),
  time: z
    .strictObject({
      min: z.string(),
      max: z.string(),
      /** Null where there are infinite moments, or some beyond the years 1834 to 2106. */
      spread: z
        .strictObject({
          firstQuartile: z.string(),
          median: z.string(),
          thirdQuartile: z.string(),
          histogram: z.strictObject({ edges: z.array(z.string()), counts: z.array(z.int()) }),
        })
        .nullable(),
    })
    .nullable(),
  /** Most frequent values, most frequent first, at most 20. */
  top: z.array(z.strictObject({ value: cell, count: z.int() })),
});
export type ColumnStatistics = z.infer<typeof columnStatistics>;

export const severity = z.enum(['error', 'warning', 'note']);
export type Severity = z.infer<typeof severity>;

/** One finding of one detector. */
export const issue = z.strictObject({
  detector: z.string(),
  severity,
  /** Names of the columns concerned; empty when the finding is about rows. */
  columns: z.array(z.string()),
  /** Cells or rows concerned, and their share of all rows (0 to 1). */
  count: z.int(),
  share: z.number(),
  /** What `statistic` measures, e.g. "out-of-fold AUC". */
  measure: z.string(),
  statistic: z.number().nullable(),
  threshold: z.number().nullable(),
  /** Up to 20 row numbers as evidence; 1 is the first data row. */
  rows: z.array(z.int()),
  /** A short headline. */
  title: z.string(),
  /** What was seen and why it matters, in a sentence or two. */
  message: z.string(),
  fixes: z.array(fix),
});
export type Issue = z.infer<typeof issue>;

/** What became of one detector: done, or skipped with the reason. `sampledRows` is null for a full scan. */
export const detectorOutcome = z.strictObject({
  detector: z.string(),
  status: z.enum(['done', 'skipped']),
  reason: z.string().nullable(),
  sampledRows: z.int().nullable(),
  elapsedMs: z.number(),
});
export type DetectorOutcome = z.infer<typeof detectorOutcome>;

export const profile = z.strictObject({
  version: datasetVersionId,
  target: targetSpec.nullable(),
  rowCount: z.int(),
  columns: z.array(columnStatistics),
  /** Ranked by likely harm to the evaluation, worst first. */
  issues: z.array(issue),
  outcomes: z.array(detectorOutcome),
  elapsedMs: z.number(),
});
export type Profile = z.infer<typeof profile>;

/** Other values for thresholds of detectors and split checks, by their names in docs/detectors.md. */
export const thresholdOverrides = z.record(z.string().min(1).max(100), z.number());
export type ThresholdOverrides = z.infer<typeof thresholdOverrides>;

export const profileRequest = z.strictObject({
  version: datasetVersionId,
  target: targetSpec.nullable().default(null),
  thresholds: thresholdOverrides.optional(),
});
