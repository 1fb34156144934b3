import { lowerBound } from './quantile.ts';
import { centredRanks, sortedFinite } from './sort-numbers.ts';

/** Different values of a column in ascending order, and the normal score of each. */
export interface NormalScale {
  readonly values: Float64Array;
  readonly scores: Float64Array;
}

/** Normal scores of mean ranks of the finite values, so that every column gets the same shape and unit. */
export function normalScale(numbers: Float64Array): NormalScale {
  const sorted = sortedFinite(numbers);
  const values = new Float64Array(sorted.length);
  const scores = new Float64Array(sorted.length);
  let size = 0;
  for (let start = 0, end = 0; start < sorted.length; start = end) {
    while (end < sorted.length && sorted[end] === sorted[start]) end++;
    values[size] = sorted[start] ?? 0;
    scores[size++] = normalScore((start + end) / 2 / sorted.length);
  }
  return { values: values.subarray(0, size), scores: scores.subarray(0, size) };
}

/**
 * The score of a value: between those of its neighbours where the column has not this very value, at the end of
 * the scale beyond it. NaN for NaN and on an empty scale.
 */
export function scoreIn({ values, scores }: NormalScale, value: number): number {
  const size = values.length;
  if (Number.isNaN(value) || size === 0) return Number.NaN;
  const at = lowerBound(values, value);
  if (at === size) return scores[size - 1] ?? Number.NaN;
  const [above = 0, high = 0] = [values[at], scores[at]];
  if (above === value || at === 0) return high;
  const [below = 0, low = 0] = [values[at - 1], scores[at - 1]];
  return low + ((high - low) * (value - below)) / (above - below);
}

/** The normal score of every number, as its own scale has it, 0 where it is missing. None of them may be infinite. */
export function normalScores(numbers: Float64Array): Float64Array {
  const { ranks, present, groups } = centredRanks(numbers, () => 0);
  const known = new Float64Array(2 * present).fill(Number.NaN);
  const scores = new Float64Array(numbers.length);
  for (let i = 0; i < scores.length; i++) {
    if (groups[i] !== 0) continue;
    const place = (ranks[i] ?? 0) + present;
    let score = known[place] ?? Number.NaN;
    if (Number.isNaN(score)) {
      score = normalScore(place / 2 / present);
      known[place] = score;
    }
    scores[i] = score;
  }
  return scores;
}

/**
 * The standard normal quantile of a share between 0 and 1, by Tukey's lambda distribution with 0.14 (Joiner and
 * Rosenblatt, 1971): within 0.1 up to 3.7 deviations.
 */
function normalScore(share: number): number {
  return 4.91 * (share ** 0.14 - (1 - share) ** 0.14);
}
