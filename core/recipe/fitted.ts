import { z } from 'zod';
import { fittedStep } from './fitted-step.ts';

const ofColumn = {
  /** The column's name in the file, and its physical name. */
  column: z.string(),
  sql: z.string().regex(/^c\d+$/),
};

/** value -> (value - center) / scale; a scale of 0 makes every value 0. Missing and infinite become `impute` first. */
const numberSteps = {
  impute: z.number(),
  center: z.number(),
  scale: z.number().min(0),
  /** Adds a feature that is 1 where the value was missing: some training rows have no value. */
  hasIndicator: z.boolean(),
};

const number = z.strictObject({
  kind: z.literal('number'),
  ...ofColumn,
  /** Values that count as missing. */
  missing: z.array(z.number()),
  ...numberSteps,
  /** Infinite cells in the training rows; they count as missing. */
  infinite: z.int().min(0),
});

const boolean = z.strictObject({
  kind: z.literal('boolean'),
  ...ofColumn,
  missing: z.array(z.string()),
  /** What a missing cell becomes: the more frequent value of the training rows, 0 when equally frequent. */
  impute: z.union([z.literal(0), z.literal(1)]),
  hasIndicator: z.boolean(),
});

const category = z.strictObject({
  kind: z.literal('category'),
  ...ofColumn,
  missing: z.array(z.string()),
  /** Levels with an indicator of their own, most frequent first (ties by code unit). */
  levels: z.array(z.string()),
  /** One indicator more for all other levels: only when training rows have such levels. */
  hasOther: z.boolean(),
  /** Where a missing cell goes: its own indicator, the most frequent level, or no indicator at all. */
  missingAs: z.enum(['own', 'most-frequent', 'none']),
});

const time = z.strictObject({
  kind: z.literal('time'),
  ...ofColumn,
  /** ISO texts that count as missing. */
  missing: z.array(z.string()),
  /** Days since 1970-01-01 UTC, with the time of day as a fraction. */
  ...numberSteps,
  /** Months (1 to 12) and ISO weekdays (1 is Monday) seen in training rows: one indicator each. */
  months: z.array(z.int().min(1).max(12)),
  weekdays: z.array(z.int().min(1).max(7)),
  infinite: z.int().min(0),
});

export const fittedColumn = z.discriminatedUnion('kind', [number, boolean, category, time]);
export type FittedColumn = z.infer<typeof fittedColumn>;
export type NumberSteps = Pick<z.infer<typeof number>, keyof typeof numberSteps>;

/** A fitted recipe, `recipe.json`: all that is needed to turn rows into features, learnt from training rows only. */
export const fittedRecipe = z.strictObject({
  format: z.literal('assay-recipe'),
  formatVersion: z.literal(1),
  /** Changes to cells that come before all else, in the order in which they are made. */
  steps: z.array(fittedStep).default([]),
  /** In the order of the file's columns; the features of each stand side by side. */
  columns: z.array(fittedColumn),
  /** Columns that were to be features but have no value in any training row. */
  empty: z.array(z.string()),
  featureNames: z.array(z.string()),
});
export type FittedRecipe = z.infer<typeof fittedRecipe>;
