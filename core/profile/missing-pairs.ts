import type { MissingColumn } from './missingness.ts';

/** Two columns, by position, that are missing in nearly the same rows. */
export interface MissingPair {
  readonly a: number;
  readonly b: number;
  readonly phi: number;
  /** Rows in which both are missing. */
  readonly both: number;
}

/**
 * Pairs whose phi coefficient of being missing (Pearson's correlation of the two 0/1 columns) exceeds `limit`,
 * exact over all rows. Pairs whose counts alone keep phi below the limit are not compared, and comparing stops as
 * soon as too many rows differ, so that 500 columns are no trouble.
 */
export async function missingPairs(options: {
  columns: readonly MissingColumn[];
  rowCount: number;
  limit: number;
  pause: () => Promise<void>;
}): Promise<MissingPair[]> {
  const { columns, rowCount, limit, pause } = options;
  const pairs: MissingPair[] = [];
  for (let a = 0; a < columns.length; a++) {
    await pause();
    for (let b = a + 1; b < columns.length; b++) {
      const [first, second] = [columns[a], columns[b]];
      if (first === undefined || second === undefined) continue;
      const counts = [first.facts.statistics.missing, second.facts.statistics.missing] as const;
      const needed = neededBoth(counts, rowCount, limit);
      if (needed > Math.min(...counts)) continue;
      const both = countBoth(first, second, counts[0] - needed);
      if (both === null) continue;
      const phi = phiOf(both, counts, rowCount);
      if (phi > limit) pairs.push({ a, b, phi, both });
    }
  }
  return pairs;
}

function phiOf(both: number, [a, b]: readonly [number, number], n: number): number {
  return (n * both - a * b) / Math.sqrt(a * (n - a) * (b * (n - b)));
}

/** Rows missing in both that phi needs to reach the limit, rounded down. */
function neededBoth([a, b]: readonly [number, number], n: number, limit: number): number {
  return Math.floor((limit * Math.sqrt(a * (n - a) * (b * (n - b))) + a * b) / n);
}

/** Rows in which both are missing; null when more than `allowed` rows lack the first but not the second. */
function countBoth(first: MissingColumn, second: MissingColumn, allowed: number): number | null {
  let both = 0;
  let apart = 0;
  for (let word = 0; word < first.bits.length; word++) {
    const x = first.bits[word] ?? 0;
    if (x === 0) continue;
    const shared = x & (second.bits[word] ?? 0);
    both += bitCount(shared);
    apart += bitCount(x ^ shared);
    if (apart > allowed) return null;
  }
  return both;
}

/** Set bits of a 32-bit word (Hacker's Delight, section 5-1). */
function bitCount(word: number): number {
  let x = word - ((word >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
