import { z } from 'zod';
import { cell, column } from './dataset.ts';
import { datasetVersionId } from './ids.ts';
import { issue, targetSpec } from './profile.ts';

const share = z.number().min(0).max(1);
const count = z.int().min(0);

export const relationRequest = z.strictObject({ versions: z.array(datasetVersionId).min(2).max(50) });

/** Columns whose values together name a row. `repeats` and `missing` are 0 where they do so without exception. */
export const candidateKey = z.strictObject({
  columns: z.array(z.string()).min(1),
  distinct: count,
  /** Rows beyond the first of each value. */
  repeats: count,
  /** Rows in which a cell of the key is missing. */
  missing: count,
});
export type CandidateKey = z.infer<typeof candidateKey>;

/** A dataset version in the graph. */
export const relationNode = z.strictObject({
  version: datasetVersionId,
  name: z.string(),
  number: z.int(),
  rowCount: count,
  columns: z.array(column),
  /** Likeliest first, at most five. */
  keys: z.array(candidateKey),
});
export type RelationNode = z.infer<typeof relationNode>;

/** An issue between two datasets; its rows are rows of `version`. */
export const relationIssue = z.strictObject({ version: datasetVersionId, issue });
export type RelationIssue = z.infer<typeof relationIssue>;

/** One side of an equality between columns, counted over all rows. */
export const joinSide = z.strictObject({
  rows: count,
  /** Rows in which a cell of the key is missing: they join nothing. */
  missing: count,
  distinct: count,
  /** Different values that the other side has as well, and the rows that hold them. */
  matchedValues: count,
  matchedRows: count,
  /** Rows with a value that the other side does not have. */
  unmatchedRows: count,
  unmatchedValues: count,
  /** Rows that hold a value which this side holds more than once. */
  repeatedRows: count,
  /** Most rows of one value that the other side has as well. */
  mostPerValue: count,
});
export type JoinSide = z.infer<typeof joinSide>;

/** `from` refers to `to`: its values are among those of `to`, but for the orphans. */
export const relationEdge = z.strictObject({
  id: z.string(),
  from: datasetVersionId,
  to: datasetVersionId,
  /** Names of the columns that correspond. */
  on: z.array(z.strictObject({ from: z.string(), to: z.string() })).min(1),
  /** Rows of `from` to rows of `to`. */
  cardinality: z.enum(['1:1', 'n:1', 'n:m']),
  /** Share of the different values of `from` that `to` has. */
  containment: share,
  /** Share of the different values of `to` that `from` uses. */
  coverage: share,
  /** How alike the names are; supports an edge, never makes one. */
  nameSimilarity: share,
  child: joinSide,
  parent: joinSide,
  /** Rows after joining `to` to every row of `from` (left join). */
  joinedRows: count,
  issues: z.array(relationIssue),
});
export type RelationEdge = z.infer<typeof relationEdge>;

export const relationGraph = z.strictObject({
  versions: z.array(datasetVersionId),
  nodes: z.array(relationNode),
  /** Surest first. */
  edges: z.array(relationEdge),
  /** Issues of keys that no edge uses. */
  issues: z.array(relationIssue),
  /** Pairs of columns whose types fit, and those whose values were compared in full. */
  pairsConsidered: count,
  pairsCompared: count,
});
export type RelationGraph = z.infer<typeof relationGraph>;

export const joinKind = z.enum(['inner', 'left', 'right', 'full']);
export type JoinKind = z.infer<typeof joinKind>;

/** Two versions joined where all pairs of columns are equal. Missing cells are equal to nothing. */
export const joinSpec = z.strictObject({
  left: datasetVersionId,
  right: datasetVersionId,
  on: z
    .array(z.strictObject({ left: z.string(), right: z.string() }))
    .min(1)
    .max(10),
  kind: joinKind.default('left'),
  /** Columns to take; by default all of the left, and all of the right but its key. */
  columns: z
    .strictObject({ left: z.array(z.string()).optional(), right: z.array(z.string()).optional() })
    .prefault({}),
});
export type JoinSpec = z.infer<typeof joinSpec>;

export const joinPreviewRequest = joinSpec.extend({
  /** A column of the left side to predict: the columns that join it are examined for leaks. */
  target: targetSpec.optional(),
});
export type JoinPreviewRequest = z.infer<typeof joinPreviewRequest>;

/** What a join would give, counted over all rows. Nothing is stored. */
export const joinPreview = z.strictObject({
  rowCount: count,
  left: joinSide,
  right: joinSide,
  /** Rows of the left side that would stand more than once, and how many rows come of it beyond the first. */
  multipliedRows: count,
  addedRows: count,
  /** Rows of each side that would not be in the result. */
  lostLeft: count,
  lostRight: count,
  columns: z.array(column),
  /** The first 50 rows. */
  rows: z.array(z.array(cell)),
  issues: z.array(relationIssue),
  /** Leaks that the join brings in; columns are those of the result. Null when no target was given. */
  leaks: z.strictObject({ issues: z.array(issue), examinedRows: count, isSample: z.boolean() }).nullable(),
});
export type JoinPreview = z.infer<typeof joinPreview>;

export const joinRequest = joinSpec.extend({ name: z.string().min(1).max(200).optional() });
export type JoinRequest = z.infer<typeof joinRequest>;

/** What a version was made from; empty for one that was loaded from a file. */
export const versionOrigin = z.strictObject({
  parents: z.array(datasetVersionId),
  join: joinSpec.nullable(),
});
export type VersionOrigin = z.infer<typeof versionOrigin>;
