import { codeSpikes, isInsideCode } from './code-spikes.ts';
import { distinctAtMost, farCodes, mostStrays, type Sentinel } from './far-codes.ts';
import { runAt } from './number-runs.ts';
import type { NumericFacts } from './numeric-facts.ts';
import { quantile } from './quantile.ts';
import type { Thresholds } from './thresholds.ts';

export type { Sentinel } from './far-codes.ts';

/**
 * Numeric codes for "missing" in values sorted ascending, all finite: repeated 9s, 8s or 7s (with a decimal
 * point or a minus) far outside the other values, a lone negative code in a column that is otherwise not
 * negative, zeros in a column whose other values stay well away from zero, and whole codes among the other values
 * that stand out from those around them. Codes must pile up; a few lone extremes beyond them are passed over.
 */
export function numericSentinels(sorted: Float64Array, limits: Thresholds): Sentinel[] {
  const far = farCodes({ sorted, isLow: isNegativeCode, isHigh: isRepeatedDigit, limits });
  const rest = sorted.subarray(far.from, far.to);
  return [...far.found, ...zeroCode(rest, limits), ...codeSpikes(rest, limits)].sort(
    (a, b) => a.value - b.value,
  );
}

/** Whether the ends, the zeros or the most frequent values of a column leave room for a code: most need no closer look. */
export function mayHoldSentinels({
  statistics: { zeros },
  shape: { lowest, highest },
  top,
}: Pick<NumericFacts, 'statistics' | 'shape' | 'top'>): boolean {
  return (
    lowest.some(({ value }) => isNegativeCode(value) || (value === 0 && zeros > 1)) ||
    highest.some(({ value }) => isRepeatedDigit(value)) ||
    top.some(({ value }) => typeof value === 'number' && isInsideCode(value))
  );
}

/**
 * Whether the first, the last or one of the most frequent moments (ISO 8601) is a placeholder, or one is infinite so that
 * another may come next to it.
 */
export function mayHoldPlaceholders(moments: readonly string[]): boolean {
  return moments.some((time) => {
    const moment = Date.parse(time.length === 10 ? `${time}T00:00:00Z` : `${time.replace(' ', 'T')}Z`);
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

function zeroCode(sorted: Float64Array, limits: Thresholds): Sentinel[] {
  const { start, end } = runAt(sorted, 0);
  const count = end - start;
  const share = count / sorted.length;
  if (count < limits.zeroCount || share > limits.zeroMajority) return [];
  if (start > mostStrays(sorted.length, limits) || count < limits.sentinelPile * start) return [];
  const rest = sorted.subarray(end);
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
      reason: start === 0 ? 'is well below all other values' : 'is well below all other values but a few',
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
