import { z } from 'zod';

const onColumn = { column: z.string() };

/** A column becomes another type. Cells that cannot be read as it become missing. */
export const castStep = z.strictObject({
  kind: z.literal('cast'),
  ...onColumn,
  to: z.enum(['number', 'date', 'timestamp', 'text']),
  /** How numbers are written in a text; by default a point. The other sign may part groups of three digits. */
  decimal: z.enum(['.', ',']).optional(),
  /** How dates are written in a text: year first (the default), day first or month first. */
  order: z.enum(['ymd', 'dmy', 'mdy']).optional(),
});

/** Spellings of one level become that level. `map` goes from a spelling as the data has it to the level. */
export const mergeSpellingsStep = z.strictObject({
  kind: z.literal('merge-spellings'),
  ...onColumn,
  map: z.record(z.string(), z.string()),
});

/** UTF-8 that was read as Latin-1 or Windows-1252 is read as UTF-8: Ã© becomes é. What does not read as UTF-8 stays. */
export const redecodeStep = z.strictObject({ kind: z.literal('redecode'), ...onColumn });

/** White space at the ends, control characters and invisible marks go; a text of nothing else becomes missing. */
export const trimStep = z.strictObject({ kind: z.literal('trim'), ...onColumn });

/** Numbers from `low` to `high`, both included, are in another unit: x becomes x * factor + offset. */
export const convertStep = z.strictObject({
  kind: z.literal('convert'),
  ...onColumn,
  low: z.number(),
  high: z.number(),
  factor: z.number(),
  /** By default 0. */
  offset: z.number().optional(),
});

/** Numbers beyond two quantiles of the training rows become those quantiles (winsorising). */
export const clipStep = z.strictObject({
  kind: z.literal('clip'),
  ...onColumn,
  /** By default 0.01. */
  low: z.number().min(0).lt(0.5).optional(),
  /** By default 0.99. */
  high: z.number().gt(0.5).max(1).optional(),
});

/** x becomes sign(x) ln(1 + |x| / s), where s is the median of |x| over the training cells other than 0. */
export const log1pStep = z.strictObject({ kind: z.literal('log1p'), ...onColumn });

/** A feature that is 1 where the column is missing, even where no training row lacks it. */
export const missingIndicatorStep = z.strictObject({ kind: z.literal('missing-indicator'), ...onColumn });

/** How cells lose what identifies a person. */
export const mask = z.discriminatedUnion('method', [
  /** Keyed hash with the project's salt: equal cells stay equal. */
  z.strictObject({ method: z.literal('hash') }),
  z.strictObject({ method: z.literal('year') }),
  z.strictObject({ method: z.literal('month') }),
  /** Only the first characters, as of a postcode. */
  z.strictObject({ method: z.literal('prefix'), keep: z.int().min(1).max(100) }),
  /** A number becomes the lower end of its bin of this width. */
  z.strictObject({ method: z.literal('bins'), width: z.number().gt(0) }),
]);
export type Mask = z.infer<typeof mask>;

export const maskStep = z.strictObject({ kind: z.literal('mask'), ...onColumn, mask });

/**
 * A step on the cells of one column. Steps run in the order of this list whatever their order in the recipe, after
 * the marking of missing values: so what they name are cells as the data has them.
 */
export const recipeStep = z.discriminatedUnion('kind', [
  mergeSpellingsStep,
  redecodeStep,
  trimStep,
  castStep,
  convertStep,
  maskStep,
  clipStep,
  log1pStep,
  missingIndicatorStep,
]);
export type RecipeStep = z.infer<typeof recipeStep>;

/** The kinds of step in the order in which they run. */
export const stepOrder: readonly RecipeStep['kind'][] = [
  'merge-spellings',
  'redecode',
  'trim',
  'cast',
  'convert',
  'mask',
  'clip',
  'log1p',
  'missing-indicator',
];

/**
 * What a column is, when it is no feature: it names rows (`id`), names what several rows belong to (`group`), says when a
 * row came about (`time`), describes a protected group of people, or is to be ignored.
 */
export const columnRole = z.enum(['id', 'group', 'time', 'protected', 'ignore']);
export type ColumnRole = z.infer<typeof columnRole>;

/** Most rows that a condition can list by their numbers. */
export const mostListedRows = 10_000;

const simpleConditions = [
  z.strictObject({ kind: z.literal('missing'), ...onColumn }),
  z.strictObject({
    kind: z.literal('equals'),
    ...onColumn,
    values: z
      .array(z.union([z.string(), z.number(), z.boolean()]))
      .min(1)
      .max(1000),
  }),
  /** A number, or a date or time as ISO text. */
  z.strictObject({
    kind: z.literal('compare'),
    ...onColumn,
    operator: z.enum(['<', '<=', '>', '>=']),
    value: z.union([z.number(), z.string()]),
  }),
  /** Rows equal to an earlier row in these columns (in all of them when none is named); `none` takes the first as well. */
  z.strictObject({
    kind: z.literal('duplicates'),
    columns: z.array(z.string().min(1)),
    keep: z.enum(['first', 'none']),
  }),
  /** Rows of which more than this share of the cells is missing, the target among them. */
  z.strictObject({ kind: z.literal('missing-share'), above: z.number().min(0).lt(1) }),
  /** These rows of this very version of the data, by their numbers: 1 is the first data row. */
  z.strictObject({ kind: z.literal('rows'), rows: z.array(z.int().min(1)).min(1).max(mostListedRows) }),
] as const;
export const simpleCondition = z.discriminatedUnion('kind', simpleConditions);
export type SimpleCondition = z.infer<typeof simpleCondition>;

/** Which rows are meant, in the data as loaded with marked values missing. A missing cell fits no comparison. */
export const rowCondition = z.discriminatedUnion('kind', [
  ...simpleConditions,
  z.strictObject({ kind: z.literal('all'), of: z.array(simpleCondition).min(1).max(20) }),
]);
export type RowCondition = z.infer<typeof rowCondition>;
