import type { ColumnStatistics } from '../contract/profile.ts';
import type { KernelNumbers } from './decimal-range.ts';
import { histogram } from './histogram.ts';
import { mostFrequent } from './most-frequent.ts';
import { runAt } from './number-runs.ts';
import { type NumberShape, numberShape } from './number-shape.ts';
import { mostKept, profileKernel } from './profile-kernel.ts';
import { medianAbsoluteDeviation, quantile } from './quantile.ts';
import { columnInKernel, type SortedColumn, sortColumn } from './sort-numbers.ts';

/** How many of the most frequent values of a column are told. */
export const topSize = 20;

/** What one pass over a column's sorted numbers tells, besides the statistics of the contract. */
export interface NumericFacts {
  readonly statistics: NonNullable<ColumnStatistics['numeric']>;
  readonly distinct: number;
  readonly top: ColumnStatistics['top'];
  /** Median absolute deviation from the median, unscaled, of finite values. */
  readonly deviation: number;
  /** Every finite value is a whole number. */
  readonly isWhole: boolean;
  /** Ends, repeated values and humps of the finite values. */
  readonly shape: NumberShape;
}

/** A column of numbers: NaN is missing. */
export interface NumberSummary {
  readonly facts: NumericFacts;
  readonly missing: number;
  /** The finite ones, ascending. */
  readonly sorted: Float64Array;
}

/**
 * Exact facts of numbers in row order, NaN for missing. Infinite values count as filled and as distinct values, and are
 * left out of all other statistics, which are NaN when nothing finite is left. Sums run in row order, so equal columns
 * give equal digits.
 */
export function summarizeNumbers(values: Float64Array): NumberSummary {
  const inKernel = columnInKernel(values);
  const tally = tallyNumbers(inKernel);
  const column = sortColumn(inKernel);
  const facts = numericFacts(column, tally);
  profileKernel.release(mostKept);
  return { facts, missing: tally.missing, sorted: column.sorted };
}

function numericFacts(
  column: SortedColumn,
  { mean, standardDeviation, positive, negative }: Tally,
): NumericFacts {
  const { kernel, at, ends, sorted, runs } = column;
  const zeros = runAt(sorted, 0);
  const firstQuartile = quantile(sorted, 0.25);
  const median = quantile(sorted, 0.5);
  const thirdQuartile = quantile(sorted, 0.75);
  const isWhole = kernel.areWhole(at, ends, runs) !== 0;
  const frequent = mostFrequent(column, topSize);
  const infinities = [
    { value: 'Infinity', count: positive },
    { value: '-Infinity', count: negative },
  ].filter(({ count }) => count > 0);
  return {
    statistics: {
      min: sorted[0] ?? Number.NaN,
      max: sorted.at(-1) ?? Number.NaN,
      mean,
      standardDeviation,
      percentile1: quantile(sorted, 0.01),
      percentile5: quantile(sorted, 0.05),
      firstQuartile,
      median,
      thirdQuartile,
      percentile95: quantile(sorted, 0.95),
      percentile99: quantile(sorted, 0.99),
      zeros: zeros.end - zeros.start,
      infinite: positive + negative,
      histogram: histogram(sorted, { quartileRange: thirdQuartile - firstQuartile, isWhole }),
    },
    distinct: runs + infinities.length,
    top: [...frequent, ...infinities].sort((a, b) => b.count - a.count).slice(0, topSize),
    deviation: medianAbsoluteDeviation(sorted, median),
    isWhole,
    shape: numberShape(column, { mean, top: frequent, isWhole }),
  };
}

/** What numbers tell in their order, unsorted. */
interface Tally {
  readonly missing: number;
  /** Infinite cells of either sign. */
  readonly positive: number;
  readonly negative: number;
  /** Of the finite ones; NaN where undefined. */
  readonly mean: number;
  readonly standardDeviation: number;
}

function tallyNumbers({ kernel, values, at, answers }: KernelNumbers): Tally {
  kernel.tallyNumbers(at, values.length, answers);
  const told = new Float64Array(kernel.memory.buffer, answers, 6);
  const [n = 0, missing = 0, positive = 0, negative = 0, mean = 0, squares = 0] = told;
  const standardDeviation = n > 1 && Number.isFinite(squares) ? Math.sqrt(squares / (n - 1)) : Number.NaN;
  return { missing, positive, negative, mean, standardDeviation };
}
