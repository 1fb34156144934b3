import type { ColumnStatistics } from '../contract/profile.ts';
import { histogram } from './histogram.ts';
import { mostFrequent } from './most-frequent.ts';
import { runAt } from './number-runs.ts';
import { type NumberShape, numberShape } from './number-shape.ts';
import { medianAbsoluteDeviation, quantile } from './quantile.ts';
import type { ValueRuns } from './sort-numbers.ts';

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

/**
 * Exact facts of numbers in row order, NaN for missing, and their finite ones sorted ascending. Infinite values count as filled and as distinct values,
 * and are left out of all other statistics, which are NaN when nothing finite is left.
 * Sums run in row order, so equal columns give equal digits. `runs` of the sorted numbers spare work where they are known.
 */
export function numericFacts(
  values: Float64Array,
  sorted: Float64Array,
  runs: ValueRuns | null = null,
): NumericFacts {
  const isFilled = sorted.length === values.length;
  const { mean, standardDeviation } = moments(isFilled ? values : finiteOf(values, sorted.length));
  const positive = isFilled ? 0 : countEqual(values, Infinity);
  const negative = isFilled ? 0 : countEqual(values, -Infinity);
  const zeros = runAt(sorted, 0);
  const firstQuartile = quantile(sorted, 0.25);
  const median = quantile(sorted, 0.5);
  const thirdQuartile = quantile(sorted, 0.75);
  const isWhole = isAllWhole(runs?.values ?? sorted);
  const frequent = mostFrequent(sorted, { runs, limit: topSize });
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
      histogram: histogram(sorted, { quartileRange: thirdQuartile - firstQuartile, isWhole, runs }),
    },
    distinct: frequent.distinct + infinities.length,
    top: [...frequent.top, ...infinities].sort((a, b) => b.count - a.count).slice(0, topSize),
    deviation: medianAbsoluteDeviation(sorted, median),
    isWhole,
    shape: numberShape({ sorted, mean, top: frequent.top, isWhole }),
  };
}

function finiteOf(values: Float64Array, count: number): Float64Array {
  const finite = new Float64Array(count);
  let at = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN;
    if (Number.isFinite(value)) finite[at++] = value;
  }
  return finite;
}

/** Mean and sample standard deviation in two passes over the given order; NaN where undefined. */
function moments(values: Float64Array): { mean: number; standardDeviation: number } {
  const n = values.length;
  if (n === 0) return { mean: Number.NaN, standardDeviation: Number.NaN };
  const mean = meanOf(values);
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const distance = (values[i] ?? 0) - mean;
    squares += distance * distance;
  }
  const standardDeviation = n > 1 && Number.isFinite(squares) ? Math.sqrt(squares / (n - 1)) : Number.NaN;
  return { mean, standardDeviation };
}

/** Compensated sum (Neumaier, 1974) over n; values whose sum overflows are divided first. */
function meanOf(values: Float64Array): number {
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  const mean = (sum + lost) / values.length;
  return Number.isFinite(mean) ? mean : values.reduce((total, value) => total + value / values.length, 0);
}

function isAllWhole(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) if (!Number.isInteger(values[i])) return false;
  return true;
}

function countEqual(values: Float64Array, wanted: number): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (values[i] === wanted) count++;
  return count;
}
