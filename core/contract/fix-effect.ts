import { z } from 'zod';
import { cell } from './dataset.ts';
import { interval } from './evaluate.ts';
import { experimentSpec, recipeSpec, seed, splitKind, splitSpec } from './experiment.ts';
import { fix } from './fix.ts';
import { datasetVersionId } from './ids.ts';
import { targetSpec } from './profile.ts';

/** `split` and `seed` say which rows are training rows, for steps that learn from them. */
export const fixPreviewRequest = z.strictObject({
  version: datasetVersionId,
  target: targetSpec,
  /** As it is before the fix. */
  recipe: recipeSpec,
  split: splitSpec.prefault({}),
  seed: seed.default(1),
  fix,
});
export type FixPreviewRequest = z.infer<typeof fixPreviewRequest>;

/** What a fix would do, counted over all rows. Nothing is stored. */
export const fixPreview = z.strictObject({
  /** Rows with a changed cell, or that are left out. */
  rowsTouched: z.int(),
  cellsTouched: z.int(),
  /** Rows that are left out of every part because of the fix. */
  rowsRemoved: z.int(),
  /** Up to 50 of them, 1 is the first data row. */
  removedRows: z.array(z.int()),
  /**
   * How the rows are parted without the fix and with it, how many are in a part without it, and how many stand in another
   * part with it; null where the fix does not change what rows are parted by. `rowsMoved` is null where there are no
   * parts with the fix.
   */
  split: z
    .strictObject({
      from: splitKind,
      to: splitKind,
      rows: z.int(),
      rowsMoved: z.int().nullable(),
    })
    .nullable(),
  /** Up to 50 changed cells in row order. */
  examples: z.array(z.strictObject({ row: z.int(), column: z.string(), before: cell, after: cell })),
  /** Columns that stop being features. */
  columnsRemoved: z.array(z.string()),
  /** Features that come in besides. */
  columnsAdded: z.array(z.string()),
  warnings: z.array(z.string()),
});
export type FixPreview = z.infer<typeof fixPreview>;

export const fixImpactRequest = z.strictObject({ spec: experimentSpec, fix });

const trained = z.strictObject({
  /** Macro over classes for more than two; null when it is not defined. */
  averagePrecision: z.number().nullable(),
  features: z.int(),
  trainRows: z.int(),
});

/**
 * What a fix does to the linear baseline: the same learner on the same split with and without it, scored on the
 * validation rows that both have. The test part is not looked at.
 */
export const fixImpact = z.strictObject({
  fix,
  part: z.literal('validation'),
  rows: z.int(),
  positiveClass: z.string().nullable(),
  without: trained,
  with: trained,
  /** With less without. */
  estimate: z.number().nullable(),
  /** Of the difference, from the paired stratified bootstrap. */
  interval: interval.nullable(),
  /** True when the interval excludes zero. */
  isDetectable: z.boolean(),
});
export type FixImpact = z.infer<typeof fixImpact>;
