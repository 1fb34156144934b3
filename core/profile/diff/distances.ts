import { chiSquaredTail } from '../chi-squared.ts';
import { lowerBound, quantile } from '../quantile.ts';

/** Equal groups of the pooled values that numbers are compared in, unless they have at most this many values. */
const bins = 20;

/**
 * Jensen-Shannon distance of two rows of counts over the same classes: the root of the divergence in bits, 0 for
 * equal shares, 1 for nothing in common (Lin 1991; Endres and Schindelin 2003). 0 when a row is empty.
 */
export function jensenShannon(before: ArrayLike<number>, after: ArrayLike<number>): number {
  const [n, m] = [total(before), total(after)];
  if (n === 0 || m === 0) return 0;
  let divergence = 0;
  for (let i = 0; i < before.length; i++) {
    const p = (before[i] ?? 0) / n;
    const q = (after[i] ?? 0) / m;
    const middle = (p + q) / 2;
    if (p > 0) divergence += (p / 2) * Math.log2(p / middle);
    if (q > 0) divergence += (q / 2) * Math.log2(q / middle);
  }
  return Math.sqrt(Math.min(1, Math.max(0, divergence)));
}

/**
 * The distance that two samples of one population exceed in 1 of 1,000 cases: for equal shares 8 ln 2 times the
 * squared distance over 1/n + 1/m is nearly chi-squared with one degree less than there are filled classes.
 */
export function chanceDistance(before: ArrayLike<number>, after: ArrayLike<number>): number {
  const [n, m] = [total(before), total(after)];
  let classes = 0;
  for (let i = 0; i < before.length; i++) if ((before[i] ?? 0) + (after[i] ?? 0) > 0) classes++;
  if (n === 0 || m === 0 || classes < 2) return 0;
  const squared = (chiSquaredLimit(classes - 1) * (1 / n + 1 / m)) / (8 * Math.LN2);
  return Math.sqrt(Math.min(1, squared));
}

/**
 * Wasserstein distance of order 1 between two samples sorted ascending: the area between their distribution
 * functions, in the values' unit. NaN when one is empty.
 */
export function wasserstein(before: Float64Array, after: Float64Array): number {
  const [n, m] = [before.length, after.length];
  if (n === 0 || m === 0) return Number.NaN;
  let area = 0;
  let [i, j] = [0, 0];
  let at = Math.min(before[0] ?? 0, after[0] ?? 0);
  while (i < n || j < m) {
    const next = Math.min(before[i] ?? Number.POSITIVE_INFINITY, after[j] ?? Number.POSITIVE_INFINITY);
    area += Math.abs(i / n - j / m) * (next - at);
    at = next;
    while (i < n && before[i] === at) i++;
    while (j < m && after[j] === at) j++;
  }
  return area;
}

/**
 * How many values of two samples sorted ascending fall into each of 20 groups of equal size of both together; with
 * at most 20 different values each value is a group.
 */
export function commonCounts(
  before: Float64Array,
  after: Float64Array,
): { before: number[]; after: number[] } {
  const pooled = merged(before, after);
  const edges = fewValues(pooled) ?? [
    ...new Set(Array.from({ length: bins }, (_, i) => quantile(pooled, i / bins))),
  ];
  const count = (sorted: Float64Array) =>
    edges.map((edge, i) => {
      const next = edges[i + 1];
      const end = next === undefined ? sorted.length : lowerBound(sorted, next);
      return end - lowerBound(sorted, edge);
    });
  return { before: count(before), after: count(after) };
}

function merged(a: Float64Array, b: Float64Array): Float64Array {
  const all = new Float64Array(a.length + b.length);
  let [i, j] = [0, 0];
  for (let at = 0; at < all.length; at++) {
    const [x, y] = [a[i], b[j]];
    if (y === undefined || (x !== undefined && x <= y)) {
      all[at] = x ?? 0;
      i++;
    } else {
      all[at] = y;
      j++;
    }
  }
  return all;
}

function fewValues(sorted: Float64Array): number[] | null {
  const values: number[] = [];
  for (let at = 0; at < sorted.length; ) {
    if (values.length === bins) return null;
    const value = sorted[at] ?? 0;
    values.push(value);
    while (at < sorted.length && sorted[at] === value) at++;
  }
  return values;
}

function total(counts: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) sum += counts[i] ?? 0;
  return sum;
}

const limits = new Map<number, number>();

/** What a chi-squared variable exceeds with probability 0.001, by bisection. */
function chiSquaredLimit(degrees: number): number {
  const known = limits.get(degrees);
  if (known !== undefined) return known;
  let low = 0;
  let high = degrees + 12 * Math.sqrt(degrees) + 20;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (chiSquaredTail(middle, degrees) > 0.001) low = middle;
    else high = middle;
  }
  limits.set(degrees, high);
  return high;
}
