import { momentEdges } from './moment-text.ts';
import type { ColumnStatistics } from './profile.ts';

/** A histogram with its edges as they are read, one more than there are counts. */
export interface ShownHistogram {
  readonly edges: readonly string[];
  readonly counts: readonly number[];
}

/**
 * The histogram of a column of numbers, written by `numberText`, or of moments; null where it has none, or too few values
 * to make a shape.
 */
export function shownHistogram(
  { numeric, time, distinct }: ColumnStatistics,
  numberText: (value: number) => string,
): ShownHistogram | null {
  const shown = numeric
    ? { edges: numeric.histogram.edges.map(numberText), counts: numeric.histogram.counts }
    : time?.spread
      ? { edges: momentEdges(time.spread.histogram.edges), counts: time.spread.histogram.counts }
      : null;
  return shown && shown.counts.length > 1 && distinct > 2 ? shown : null;
}
