import { z } from 'zod';
import { readOptions } from './dataset.ts';
import { datasetVersionId } from './ids.ts';
import { targetSpec, thresholdOverrides } from './profile.ts';
import { columnRole, recipeStep, rowCondition } from './recipe-step.ts';

export const seed = z.int().min(0).max(4_294_967_295);

export const splitKind = z.enum(['stratified', 'random', 'group', 'time']);

/**
 * How rows are parted: by lot with the shares of the classes kept (`stratified`) or not (`random`), so that rows of one
 * group stay together (`group`: of the columns with that role), or so that each part is later than the one before
 * (`time`: by the column with that role; the seed changes nothing). Fractions are of the rows that have a label and must
 * add up to 1.
 */
export const splitSpec = z
  .strictObject({
    kind: splitKind.default('stratified'),
    train: z.number().gt(0).lt(1).default(0.6),
    validation: z.number().gt(0).lt(1).default(0.2),
    test: z.number().gt(0).lt(1).default(0.2),
  })
  .refine((s) => Math.abs(s.train + s.validation + s.test - 1) < 1e-9, {
    message: 'train, validation and test must add up to 1',
  });
export type SplitSpec = z.infer<typeof splitSpec>;

/** Steps from columns to features; everything with parameters is fitted on the training part only. */
export const recipeSpec = z.strictObject({
  /** Columns that are no features. */
  drop: z.array(z.string()).default([]),
  /** Column name to values that stand for a missing cell. */
  missing: z.record(z.string(), z.array(z.union([z.string(), z.number()]))).default({}),
  /** Keep only the first of rows that are equal in every column. */
  dropDuplicateRows: z.boolean().default(false),
  /** Rows that fit any of these conditions are in no part. */
  dropRows: z.array(rowCondition).max(100).default([]),
  /** Column name to what the column is, where it is no plain feature. */
  roles: z.record(z.string(), columnRole).default({}),
  /** Changes to the cells of single columns, made before imputation and scaling. */
  steps: z.array(recipeStep).max(2000).default([]),
  impute: z
    .strictObject({
      number: z.enum(['median', 'mean']).default('median'),
      /** `level` makes missing a level of its own. */
      category: z.enum(['level', 'most-frequent']).default('level'),
    })
    .prefault({}),
  scale: z.enum(['standard', 'none']).default('standard'),
  /** One-hot levels per column, the most frequent first; the rest share one indicator. */
  maxLevels: z.int().min(2).max(1000).default(30),
});
export type RecipeSpec = z.infer<typeof recipeSpec>;

const named = { name: z.string().min(1).optional() };

/** A learner and its hyperparameters. The first four are baselines, `mlp` is a candidate. */
export const learnerSpec = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('prior'), ...named }),
  z.strictObject({ kind: z.literal('stratified-random'), ...named }),
  z.strictObject({ kind: z.literal('single-feature'), ...named }),
  z.strictObject({
    kind: z.literal('logistic-regression'),
    ...named,
    /** Strength of the L2 penalty on weights (not on the intercept), as 1/C in scikit-learn. */
    l2: z.number().min(0).default(1),
    maxIterations: z.int().min(1).max(10_000).default(200),
  }),
  z.strictObject({
    kind: z.literal('mlp'),
    ...named,
    hidden: z.array(z.int().min(1).max(4096)).min(1).max(8).default([64, 32]),
    learningRate: z.number().gt(0).max(1).default(0.003),
    batchSize: z.int().min(1).max(65_536).default(64),
    maxEpochs: z.int().min(1).max(10_000).default(100),
    /** Epochs without a lower validation loss before training stops; the best epoch's weights are kept. */
    patience: z.int().min(1).default(10),
    dropout: z.number().min(0).lt(1).default(0.1),
    l2: z.number().min(0).default(0.0001),
  }),
]);
export type LearnerSpec = z.infer<typeof learnerSpec>;
export type LearnerKind = LearnerSpec['kind'];

/** What the decision threshold maximises on the validation part (binary targets only). */
export const thresholdSpec = z.strictObject({
  objective: z.enum(['f1', 'mcc', 'balanced-accuracy']).default('f1'),
});

const specBody = {
  /** Version of this file format. */
  assay: z.literal(1),
  name: z.string().min(1).max(200),
  target: targetSpec,
  recipe: recipeSpec.prefault({}),
  split: splitSpec.prefault({}),
  learners: z
    .array(learnerSpec)
    .min(1)
    .max(50)
    .prefault([
      { kind: 'prior' },
      { kind: 'stratified-random' },
      { kind: 'single-feature' },
      { kind: 'logistic-regression' },
      { kind: 'mlp' },
    ]),
  threshold: thresholdSpec.prefault({}),
  /** Thresholds of detectors and split checks that differ from the default ones, by their names in docs/detectors.md. */
  thresholds: thresholdOverrides.optional(),
  seed: seed.default(1),
};

/** An experiment as a file, `*.assay.yaml`: the data is a path relative to the file. */
export const experimentFile = z.strictObject({
  ...specBody,
  data: z.strictObject({ path: z.string().min(1), options: readOptions.optional() }),
});
export type ExperimentFile = z.infer<typeof experimentFile>;

/** An experiment bound to a dataset version: what a run executes and what its id is hashed from. */
export const experimentSpec = z.strictObject({
  ...specBody,
  data: z.strictObject({ version: datasetVersionId }),
});
export type ExperimentSpec = z.infer<typeof experimentSpec>;

/** A proposed experiment with the reason of each proposal. */
export const proposal = z.strictObject({
  spec: experimentSpec,
  reasons: z.array(
    z.strictObject({ part: z.enum(['target', 'recipe', 'split', 'learners']), text: z.string() }),
  ),
});
export type Proposal = z.infer<typeof proposal>;

const partSummary = z.strictObject({ rows: z.int(), classes: z.array(z.int()) });

/** Sizes of the parts. `classes` counts rows per class in the order of `classNames`. */
export const splitSummary = z.strictObject({
  classNames: z.array(z.string()),
  /** Index of the positive class, null for more than two classes. */
  positiveIndex: z.int().nullable(),
  train: partSummary,
  validation: partSummary,
  test: partSummary,
  /** Rows in no part, and why. */
  excluded: z.strictObject({
    missingTarget: z.int(),
    duplicate: z.int(),
    /** By a condition of the recipe; absent where it has none. */
    filtered: z.int().optional(),
    /** Without the time that the parts go by; absent where there is none. */
    withoutTime: z.int().optional(),
  }),
  /** SHA-256 over the part of every row: equal digests mean equal test parts. */
  digest: z.string(),
  warnings: z.array(z.string()),
});
export type SplitSummary = z.infer<typeof splitSummary>;
