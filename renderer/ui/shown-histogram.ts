import { momentEdges } from '../../core/contract/moment-text.ts';
import type { ColumnStatistics } from '../../core/contract/profile.ts';
import { formatNumber } from './format.ts';

/** A histogram with its edges as they are read, one more than there are counts. */
export interface ShownHistogram {
  readonly edges: readonly string[];
  readonly counts: readonly number[];
}

/** The histogram of a column of numbers or moments; null where it has none, or too few values to make a shape. */
export function shownHistogram({ numeric, time, distinct }: ColumnStatistics): ShownHistogram | null {
  const shown = numeric
    ? { edges: numeric.histogram.edges.map(formatNumber), counts: numeric.histogram.counts }
    : time?.spread
      ? { edges: momentEdges(time.spread.histogram.edges), counts: time.spread.histogram.counts }
      : null;
  return shown && shown.counts.length > 1 && distinct > 2 ? shown : null;
}
