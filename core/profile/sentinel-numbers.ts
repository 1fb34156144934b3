import { lowerBound, quantile } from './quantile.ts';
import type { Thresholds } from './thresholds.ts';

/** A value that stands for a missing cell, and what gave it away. */
export interface Sentinel {
  readonly value: number;
  readonly count: number;
  readonly measure: string;
  readonly statistic: number;
  readonly threshold: number;
  readonly reason: string;
}

/**
 * Numeric codes for "missing" in values sorted ascending, all finite: repeated 9s, 8s or 7s (with a decimal
 * point or a minus) far outside the other values, a lone negative code in a column that is otherwise not
 * negative, and zeros in a column whose other values stay well away from zero. Codes must pile up.
 */
export function numericSentinels(sorted: Float64Array, limits: Thresholds): Sentinel[] {
  const far = farCodes({ sorted, isLow: isNegativeCode, isHigh: isRepeatedDigit, limits });
  const rest = sorted.subarray(far.from, far.to);
  return [...far.found, ...zeroCode(rest, limits)].sort((a, b) => a.value - b.value);
}

/** Whether a column's range and zeros leave room for a code, so that most columns need no closer look. */
export function mayHoldSentinels(range: { min: number; max: number; zeros: number }): boolean {
  return isNegativeCode(range.min) || isRepeatedDigit(range.max) || (range.min === 0 && range.zeros > 1);
}

/** Whether the first or last date (ISO 8601) is a placeholder, or infinite so that another may come next to it. */
export function mayHoldPlaceholders({ min, max }: { min: string; max: string }): boolean {
  return [min, max].some((time) => {
    const moment = Date.parse(time.length === 10 ? `${time}T00:00:00Z` : `${time}Z`);
    return Number.isNaN(moment) || placeholders.has(moment / 1000);
  });
}

/** Placeholder dates (seconds since 1970, sorted ascending) far outside the other dates. */
export function placeholderDates(sorted: Float64Array, limits: Thresholds): Sentinel[] {
  const isPlaceholder = (value: number) => placeholders.has(value);
  return farCodes({ sorted, isLow: isPlaceholder, isHigh: isPlaceholder, limits }).found;
}

const placeholders = new Set(
  ['0001-01-01', '1753-01-01', '1899-12-30', '1899-12-31', '1900-01-01', '1901-01-01', '1970-01-01']
    .concat(['2099-12-31', '2999-12-31', '9999-12-31'])
    .map((day) => Date.parse(`${day}T00:00:00Z`) / 1000),
);

function isRepeatedDigit(value: number): boolean {
  return /^(9{2,}|8{2,}|7{2,})$/.test(String(value).replace('.', ''));
}

function isNegativeCode(value: number): boolean {
  return value === -1 || value === -9 || isRepeatedDigit(-value);
}

/** Codes at either end, tried from the inside out; `from` to `to` is what is left without them. */
function farCodes(options: {
  sorted: Float64Array;
  isLow: (value: number) => boolean;
  isHigh: (value: number) => boolean;
  limits: Thresholds;
}): { found: Sentinel[]; from: number; to: number } {
  const { sorted, isLow, isHigh, limits } = options;
  let from = 0;
  let to = sorted.length;
  const low: [number, number][] = [];
  const high: [number, number][] = [];
  while (from < to && isLow(sorted[from] ?? 0)) {
    const next = endOfRun(sorted, from);
    low.push([from, next]);
    from = next;
  }
  while (to > from && isHigh(sorted[to - 1] ?? 0)) {
    const start = lowerBound(sorted, sorted[to - 1] ?? 0);
    high.push([start, to]);
    to = start;
  }
  const found: Sentinel[] = [];
  for (const [start, end] of low.reverse()) {
    const sentinel = farCode({ sorted, from, to, start, end, limits });
    if (sentinel !== null) found.push(sentinel);
    else if (found.length === 0) from = start;
  }
  const lowCount = found.length;
  for (const [start, end] of high.reverse()) {
    const sentinel = farCode({ sorted, from, to, start, end, limits });
    if (sentinel !== null) found.push(sentinel);
    else if (found.length === lowCount) to = end;
  }
  return { found, from, to };
}

function farCode(options: {
  sorted: Float64Array;
  from: number;
  to: number;
  start: number;
  end: number;
  limits: Thresholds;
}): Sentinel | null {
  const { sorted, from, to, start, end, limits } = options;
  const count = end - start;
  if (to - from < 2 || count < limits.sentinelCount) return null;
  const value = sorted[start] ?? 0;
  const min = sorted[from] ?? 0;
  const max = sorted[to - 1] ?? 0;
  const range = max - min;
  const distance = value < min ? min - value : value - max;
  const others = distinctAtMost(sorted.subarray(from, to), limits.sentinelDistinct);
  const isLoneNegative = value < 0 && min >= 0 && count >= limits.zeroCount;
  const isFar = distance >= range * (others >= limits.sentinelDistinct ? limits.sentinelGap : 10);
  if (range === 0 || (!isFar && !(isLoneNegative && others >= limits.sentinelDistinct))) return null;
  return isFar
    ? {
        value,
        count,
        measure: 'gap to the other values over their range',
        statistic: distance / range,
        threshold: limits.sentinelGap,
        reason: 'lies far outside all other values',
      }
    : {
        value,
        count,
        measure: 'cells with the only negative value',
        statistic: count,
        threshold: limits.zeroCount,
        reason: 'is the only negative value',
      };
}

function zeroCode(sorted: Float64Array, limits: Thresholds): Sentinel[] {
  const start = lowerBound(sorted, 0);
  if (start > 0 || sorted[0] !== 0) return [];
  const count = endOfRun(sorted, 0);
  const share = count / sorted.length;
  if (count < limits.zeroCount || share > limits.zeroMajority) return [];
  const rest = sorted.subarray(count);
  if (distinctAtMost(rest, limits.sentinelDistinct) < limits.sentinelDistinct) return [];
  const min = rest[0] ?? 0;
  const separation = min / quantile(rest, 0.5);
  const needed = share >= limits.zeroPile ? limits.zeroSeparationPiled : limits.zeroSeparation;
  if (separation < needed || min < limits.zeroGapSteps * meanStep(rest, 12)) return [];
  return [
    {
      value: 0,
      count,
      measure: 'smallest other value over their median',
      statistic: separation,
      threshold: needed,
      reason: 'is well below all other values',
    },
  ];
}

/** Mean distance between the smallest distinct values. */
function meanStep(sorted: Float64Array, size: number): number {
  let seen = 1;
  let last = sorted[0] ?? 0;
  for (let i = 1; i < sorted.length && seen < size; i++) {
    if (sorted[i] === last) continue;
    last = sorted[i] ?? 0;
    seen++;
  }
  return seen > 1 ? (last - (sorted[0] ?? 0)) / (seen - 1) : Infinity;
}

function distinctAtMost(sorted: Float64Array, limit: number): number {
  let distinct = 0;
  for (let i = 0; i < sorted.length && distinct < limit; i++) if (sorted[i] !== sorted[i - 1]) distinct++;
  return distinct;
}

function endOfRun(sorted: Float64Array, start: number): number {
  let end = start;
  while (end < sorted.length && sorted[end] === sorted[start]) end++;
  return end;
}
