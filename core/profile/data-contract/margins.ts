/** The share of the observed span by which a learned range is wider at each end. */
const spanShare = 0.1;
const dayMs = 86_400_000;

/**
 * A range for numbers learned from the least and the greatest: a tenth of the span wider at each end (a tenth of the
 * number itself where all are equal), rounded outward to two digits of the span. Zero is not crossed, and numbers
 * that reach from 0 or above to exactly 1 keep 1 as their limit, being shares. Whole numbers get whole limits.
 */
export function widenNumbers(
  { min, max }: { min: number; max: number },
  { isWhole }: { isWhole: boolean },
): { min: number; max: number } {
  const margin = max > min ? (max - min) * spanShare : Math.abs(min) * spanShare || 1;
  const step = isWhole
    ? Math.max(1, 10 ** Math.floor(Math.log10(margin)))
    : 10 ** Math.floor(Math.log10(margin));
  if (!Number.isFinite(step) || step === 0) return { min, max };
  const low = roundTo(Math.floor((min - margin) / step), step);
  const high = roundTo(Math.ceil((max + margin) / step), step);
  return {
    min: min >= 0 ? Math.max(0, low) : low,
    max: max <= 0 ? Math.min(0, high) : min >= 0 && max === 1 && !isWhole ? 1 : high,
  };
}

/** `count` steps without the digits that binary fractions add: 3 × 0.1 is 0.3. */
function roundTo(count: number, step: number): number {
  return Number((count * step).toPrecision(12)) + 0;
}

/**
 * A range for days learned from the first and the last (YYYY-MM-DD, or with a time): a tenth of the span earlier,
 * and the whole span but at least 366 days later, since new versions bring later days. Null beyond the calendar.
 */
export function widenDays({ min, max }: { min: string; max: string }): {
  earliest: string;
  latest: string;
} | null {
  const [first, last] = [Date.parse(min.slice(0, 10)), Date.parse(max.slice(0, 10))];
  const span = last - first;
  const earliest = new Date(first - Math.ceil((span * spanShare) / dayMs) * dayMs);
  const latest = new Date(last + Math.max(span, 366 * dayMs));
  const texts = [earliest, latest].map((date) =>
    Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10),
  );
  const [from = '', to = ''] = texts;
  return texts.every((text) => /^\d{4}-\d{2}-\d{2}$/.test(text)) ? { earliest: from, latest: to } : null;
}

/** The greatest share of missing cells: 0 stays 0; else half as much again and a hundredth, rounded up to 0.001. */
export function widenMissing(share: number): number {
  return share === 0
    ? 0
    : Math.min(1, Math.ceil(Number(((share * 1.5 + 0.01) * 1000).toPrecision(12))) / 1000);
}

/** Lengths of texts: one length stays; else from half the shortest to twice the longest. */
export function widenLengths({ min, max }: { min: number; max: number }): { min: number; max: number } {
  return min === max ? { min, max } : { min: Math.floor(min / 2), max: max * 2 };
}

/** Numbers of rows: from half as many to twice as many. */
export function widenRows(count: number): { min: number; max: number } {
  return { min: Math.floor(count / 2), max: count * 2 };
}

/** The least share of rows that find what they refer to: 1 stays 1; else what is missing is widened as cells are. */
export function widenInclusion(share: number): number {
  return Number((1 - widenMissing(1 - share)).toFixed(3));
}
