import type { CodedCategory } from './coded-category.ts';
import { sharedNumbers } from './shared-memory.ts';

/** Numbers ready to be compared with categories. */
export interface CentredNumbers {
  /** As they are, but for the centre in place of what is missing or infinite. */
  readonly values: Float64Array;
  /** A number near the mean. */
  readonly centre: number;
  /** Sum of squared distances from the centre. */
  readonly squares: number;
  /** Positions of rows without a finite number. */
  readonly missing: Int32Array;
}

/** Centres a column once. Where nothing is missing the very same numbers are kept. */
export function centreNumbers(numbers: Float64Array): CentredNumbers {
  const centre = roughMean(numbers);
  let squares = 0;
  let lost = 0;
  for (let i = 0; i < numbers.length; i++) {
    const distance = (numbers[i] ?? 0) - centre;
    if (distance - distance === 0) squares += distance * distance;
    else lost++;
  }
  const missing = new Int32Array(lost);
  if (lost === 0) return { values: numbers, centre, squares, missing };
  const values = sharedNumbers(numbers.length);
  values.set(numbers);
  for (let i = 0, at = 0; at < lost; i++) {
    const distance = (numbers[i] ?? 0) - centre;
    if (distance - distance === 0) continue;
    missing[at++] = i;
    values[i] = centre;
  }
  return { values, centre, squares, missing };
}

/**
 * Correlation ratio (eta; Pearson, 1905): root of the share of a number's variance that lies between the levels
 * of a category, over rows in which both are present and the number is finite. NaN without variance or with
 * fewer than two levels.
 */
export function correlationRatio(
  category: CodedCategory,
  numbers: CentredNumbers,
): { strength: number; rows: number } {
  const { buckets, size } = category;
  const counts = countsOf(category, numbers);
  const sums = sumsOf(category, numbers);
  let rows = 0;
  let total = 0;
  let levels = 0;
  for (let code = 0; code < size; code++) {
    rows += counts[code] ?? 0;
    total += sums[code] ?? 0;
    if ((counts[code] ?? 0) > 0) levels++;
  }
  const mean = total / rows;
  let between = 0;
  for (let code = 0; code < size; code++) {
    const count = counts[code] ?? 0;
    if (count > 0) between += count * ((sums[code] ?? 0) / count - mean) ** 2;
  }
  const squares = numbers.squares - squaresAt(category.missing, numbers);
  const rest = squares - rows * mean * mean;
  const isSafe = rest > numbers.squares / 1000;
  const whole = isSafe ? rest : squaresFrom(mean, { buckets, size, numbers });
  const strength = levels > 1 && whole > 0 ? Math.min(1, Math.sqrt(between / whole)) : Number.NaN;
  return { strength, rows };
}

/** The sum of squared distances from the centre at these positions. */
function squaresAt(positions: Int32Array, { values, centre }: CentredNumbers): number {
  let squares = 0;
  for (let i = 0; i < positions.length; i++) squares += ((values[positions[i] ?? 0] ?? 0) - centre) ** 2;
  return squares;
}

/** Near the mean of the finite numbers, so that sums of squares from it lose few digits; 0 without any. */
function roughMean(values: Float64Array): number {
  const looks = Math.min(values.length, 1000);
  let sum = 0;
  let seen = 0;
  for (let i = 0; i < looks; i++) {
    const value = values[Math.floor((i * values.length) / looks)] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    sum += value / looks;
    seen++;
  }
  return seen === 0 ? 0 : sum * (looks / seen);
}

/** Rows of each code that have a number. */
function countsOf({ buckets, counts, size }: CodedCategory, { missing }: CentredNumbers): Float64Array {
  const left = new Float64Array(size + 1);
  left.set(counts);
  for (let i = 0; i < missing.length; i++) {
    const bucket = buckets[missing[i] ?? 0] ?? 0;
    left[bucket] = (left[bucket] ?? 0) - 1;
  }
  return left;
}

/** Sums of the distances from the centre of each code; rows without a code have one after the last. */
function sumsOf({ buckets, size }: CodedCategory, { values, centre }: CentredNumbers): Float64Array {
  const sums = new Float64Array(size + 1);
  for (let i = 0; i < values.length; i++) {
    const bucket = buckets[i] ?? 0;
    sums[bucket] = (sums[bucket] ?? 0) + ((values[i] ?? 0) - centre);
  }
  return sums;
}

/** The sum of squared distances from the mean, in a pass of its own where one pass would lose too many digits. */
function squaresFrom(
  mean: number,
  { buckets, size, numbers }: { buckets: Int32Array; size: number; numbers: CentredNumbers },
): number {
  const { values, centre, missing } = numbers;
  let squares = 0;
  let next = 0;
  for (let i = 0; i < values.length; i++) {
    if (missing[next] === i) {
      next++;
      continue;
    }
    const distance = (values[i] ?? 0) - centre - mean;
    if (buckets[i] !== size) squares += distance * distance;
  }
  return squares;
}
