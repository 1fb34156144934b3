import { z } from 'zod';
import { timeForm } from './time-text.ts';

/** The longest text that can be looked for. */
const mostCharacters = 1000;

const timeText = z.string().regex(timeForm).nullable();

/** What the cells of a column must be like. No cell that is missing fits a test but `missing`. */
export const cellTest = z.discriminatedUnion('kind', [
  /** NULL, and for numbers NaN. */
  z.strictObject({ kind: z.literal('missing') }),
  z.strictObject({ kind: z.literal('present') }),
  /** A text with this text in it, whatever its case. */
  z.strictObject({ kind: z.literal('contains'), text: z.string().min(1).max(mostCharacters) }),
  /** Exactly this text. */
  z.strictObject({ kind: z.literal('equals'), text: z.string().max(mostCharacters) }),
  /** A number from `min` to `max`, both included; null is no bound. */
  z.strictObject({ kind: z.literal('range'), min: z.number().nullable(), max: z.number().nullable() }),
  /** A date or time from the start of `from` to the end of `to`; null is no bound. */
  z.strictObject({ kind: z.literal('time'), from: timeText, to: timeText }),
  z.strictObject({ kind: z.literal('boolean'), value: z.boolean() }),
]);
export type CellTest = z.infer<typeof cellTest>;

/** Which rows a grid shows: those that fit every test and have `search` in the text of some cell, whatever its case. */
export const rowFilter = z.strictObject({
  search: z.string().max(mostCharacters).default(''),
  /** By the column's index. */
  tests: z
    .array(z.strictObject({ column: z.int().min(0), test: cellTest }))
    .max(1000)
    .default([]),
});
export type RowFilter = z.infer<typeof rowFilter>;
