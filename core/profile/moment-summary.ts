import { type Histogram, histogram } from './histogram.ts';
import { mostFrequent } from './most-frequent.ts';
import type { Run } from './number-runs.ts';
import { topSize } from './numeric-facts.ts';
import { mostKept, profileKernel } from './profile-kernel.ts';
import { quantile } from './quantile.ts';
import { columnInKernel, sortColumn } from './sort-numbers.ts';

/** A column of moments in seconds: NaN is missing. */
export interface MomentSummary {
  readonly missing: number;
  readonly distinct: number;
  readonly top: readonly Run[];
  readonly quartiles: readonly [number, number, number];
  readonly histogram: Histogram;
  /** Ascending. */
  readonly sorted: Float64Array;
}

/** Exact facts of moments in row order; infinite ones count as neither missing nor distinct. */
export function summarizeMoments(values: Float64Array): MomentSummary {
  const inKernel = columnInKernel(values);
  const missing = inKernel.kernel.countMissing(inKernel.at, values.length);
  const column = sortColumn(inKernel);
  const { sorted, runs } = column;
  const top = mostFrequent(column, topSize);
  profileKernel.release(mostKept);
  const quartiles = [quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75)] as const;
  const bins = histogram(sorted, { quartileRange: quartiles[2] - quartiles[0], isWhole: false });
  return { distinct: runs, top, quartiles, histogram: bins, missing, sorted };
}
