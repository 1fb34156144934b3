import { z } from 'zod';
import { datasetVersionId } from './ids.ts';
import { targetSpec } from './profile.ts';
import { real } from './real.ts';

export const targetViewRequest = z.strictObject({
  version: datasetVersionId,
  target: targetSpec,
  column: z.string(),
});

/**
 * How often the positive class occurs where a column has which values. Numbers and times are in bins of about equal
 * counts, categories by level; all rows with a label are in exactly one bin. Intervals are Wilson's at 95 %.
 */
export const targetView = z.strictObject({
  column: z.string(),
  /** The class whose rate is shown: the positive one, or the rarest of more than two. */
  positiveClass: z.string(),
  /** Rows with a label, and the share of them that are positive. */
  rows: z.int(),
  rate: z.number().nullable(),
  bins: z.array(
    z.strictObject({
      kind: z.enum(['range', 'level', 'other', 'missing']),
      /** The level, or the range in words. */
      label: z.string(),
      /** Ends of a range, both within it; seconds since 1970 for times. */
      low: real.nullable(),
      high: real.nullable(),
      count: z.int(),
      positives: z.int(),
      rate: z.number(),
      intervalLow: z.number(),
      intervalHigh: z.number(),
    }),
  ),
});
export type TargetView = z.infer<typeof targetView>;

export const associationsRequest = z.strictObject({
  version: datasetVersionId,
  target: targetSpec.nullable().default(null),
});

/**
 * Strength of association between columns, 0 to 1 (numbers by numbers −1 to 1). The target comes first, then
 * columns in file order.
 */
export const associations = z.strictObject({
  columns: z.array(z.strictObject({ name: z.string(), kind: z.enum(['number', 'category']) })),
  /** Row-major, symmetric, null where it is not defined; `strengths[i * columns.length + j]`. */
  strengths: z.array(z.number().nullable()),
  /** Columns that are not in the matrix, and why. */
  leftOut: z.array(z.strictObject({ name: z.string(), reason: z.string() })),
  /** Rows looked at when not all were, else null. */
  sampledRows: z.int().nullable(),
  measures: z.strictObject({ numbers: z.string(), categories: z.string(), mixed: z.string() }),
});
export type Associations = z.infer<typeof associations>;

/** Which columns are missing together, most frequent pattern first. */
export const missingness = z.strictObject({
  rows: z.int(),
  /** Columns with missing cells, most of them first. */
  columns: z.array(z.strictObject({ name: z.string(), missing: z.int() })),
  /** Rows without a missing cell are the pattern of no columns. At most 50. */
  patterns: z.array(z.strictObject({ columns: z.array(z.string()), rows: z.int(), share: z.number() })),
  patternCount: z.int(),
  /** Columns with missing cells that the patterns leave out, the ones with the fewest. */
  leftOut: z.int(),
});
export type Missingness = z.infer<typeof missingness>;
