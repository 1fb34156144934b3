import { z } from 'zod';
import { cell, column, columnType } from './dataset.ts';
import { datasetVersionId } from './ids.ts';
import { real } from './real.ts';

export const versionDiffRequest = z.strictObject({
  before: datasetVersionId,
  after: datasetVersionId,
  /** Names of the columns that tell rows apart in both versions; inferred when left out. */
  key: z.array(z.string()).min(1).optional(),
});

export type VersionDiffRequest = z.infer<typeof versionDiffRequest>;

/** How the columns of two versions differ. A renamed column is neither added nor removed. */
export const schemaDiff = z.strictObject({
  added: z.array(column),
  removed: z.array(column),
  retyped: z.array(z.strictObject({ name: z.string(), before: columnType, after: columnType })),
  /** Columns whose cells are the same under another name. */
  renamed: z.array(z.strictObject({ before: z.string(), after: z.string() })),
  /** Columns that both versions have, renamed and retyped ones included. */
  shared: z.int(),
});
export type SchemaDiff = z.infer<typeof schemaDiff>;

/**
 * Rows by key, or by all shared cells where there is none: then a row that changed counts as one removed and one
 * added, and `changed` is null.
 */
export const rowDiff = z.strictObject({
  /** Names of the key's columns in the later version; empty for whole rows. */
  key: z.array(z.string()),
  keyOrigin: z.enum(['given', 'inferred', 'none']),
  before: z.int(),
  after: z.int(),
  added: z.int(),
  removed: z.int(),
  changed: z.int().nullable(),
  unchanged: z.int(),
  /** Rows in which the column changed, most first; columns that did not change are left out. */
  changedCells: z.array(z.strictObject({ column: z.string(), count: z.int() })),
});
export type RowDiff = z.infer<typeof rowDiff>;

const exampleRow = z.strictObject({ row: z.int(), cells: z.array(cell) });

/** At most 50 rows of each kind, those that stand first. */
export const rowExamples = z.strictObject({
  /** Columns of `cells`, the first 50 of the version; the key stands first. */
  addedColumns: z.array(z.string()),
  added: z.array(exampleRow),
  removedColumns: z.array(z.string()),
  removed: z.array(exampleRow),
  changed: z.array(
    z.strictObject({
      key: z.array(cell),
      beforeRow: z.int(),
      afterRow: z.int(),
      /** The first 50 cells that differ. */
      cells: z.array(z.strictObject({ column: z.string(), before: cell, after: cell })),
    }),
  ),
});
export type RowExamples = z.infer<typeof rowExamples>;

/** One column in one version. */
export const columnSummary = z.strictObject({
  count: z.int(),
  missing: z.int(),
  distinct: z.int(),
  numeric: z
    .strictObject({
      min: real,
      firstQuartile: real,
      median: real,
      thirdQuartile: real,
      max: real,
      mean: real,
      standardDeviation: real,
    })
    .nullable(),
  time: z.strictObject({ min: z.string(), max: z.string() }).nullable(),
});
export type ColumnSummary = z.infer<typeof columnSummary>;

/** How a shared column's values differ between the versions. */
export const columnDrift = z.strictObject({
  name: z.string(),
  before: columnSummary,
  after: columnSummary,
  /** Categories, most frequent first, at most 10; empty for numbers and times. */
  levels: z.array(z.strictObject({ value: cell, before: z.int(), after: z.int() })),
  /** Values of a category column that only one version has. */
  newLevels: z.int().nullable(),
  goneLevels: z.int().nullable(),
  /**
   * Jensen-Shannon distance, 0 to 1. Of `values` with missing cells as a value of their own; only of missing and
   * filled cells where values cannot be compared: the type changed, or nearly every text is unique.
   */
  distance: z.number(),
  basis: z.enum(['values', 'missing']),
  /** The distance that chance alone gives two samples of these sizes in 1 of 1,000 cases. */
  chanceDistance: z.number(),
  /** Wasserstein distance over the standard deviation of the earlier version; null where not defined. */
  shift: z.number().nullable(),
  /** The distance is at least 0.05 and beyond chance. */
  hasDrifted: z.boolean(),
});
export type ColumnDrift = z.infer<typeof columnDrift>;

export const versionDiff = z.strictObject({
  before: datasetVersionId,
  after: datasetVersionId,
  /** The verdict in one sentence. */
  headline: z.string(),
  /** What rows were compared by, and what that leaves out. */
  detail: z.string(),
  schema: schemaDiff,
  rows: rowDiff,
  examples: rowExamples,
  /** Columns that changed most first. */
  distributions: z.array(columnDrift),
});
export type VersionDiff = z.infer<typeof versionDiff>;

const noteText = z.string().max(20_000).default('');

/** Where a version comes from and what may be done with it. Empty where nothing was said. */
export const versionNotes = z.strictObject({
  source: noteText,
  licence: noteText,
  owner: noteText,
  /** The day, YYYY-MM-DD, until which the data may be kept. */
  retention: z.iso.date().nullable().default(null),
  consent: noteText,
  text: noteText,
});
export type VersionNotes = z.infer<typeof versionNotes>;
