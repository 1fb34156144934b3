import { type DrawnCategory, type DrawnRows, mostFrequentRows, surprise } from './category-screen.ts';

/** Levels beyond so many times the mean level's sum of squares count as that many, so that few levels cannot decide. */
const cappedAt = 4;

/** Some levels of a category with very many, drawn at random, each with all of its rows. */
export interface DrawnLevels {
  /** The level of each of their rows. */
  readonly codes: Int32Array;
  readonly size: number;
  /** Levels in the table. */
  readonly distinct: number;
}

/**
 * What `isRatioSurelyBelow` tells, for a category with too many levels for pairs of drawn rows to share one: the squared
 * distances within the drawn levels, each capped, stand for those of all levels (Hoeffding, 1963, sections 2 and 6).
 * `numbers` are those of the drawn levels' rows; `squares` is the sum over all rows of squared distances from the mean, or
 * more.
 */
export function isRatioOfLevelsSurelyBelow(
  levels: DrawnLevels,
  { numbers, squares }: { numbers: Float64Array; squares: number },
  strength: number,
): boolean {
  const { codes, size } = levels;
  const counts = new Float64Array(size);
  const sums = new Float64Array(size);
  for (let i = 0; i < codes.length; i++) {
    const value = numbers[i] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    const level = codes[i] ?? 0;
    counts[level] = (counts[level] ?? 0) + 1;
    sums[level] = (sums[level] ?? 0) + value;
  }
  const own = new Float64Array(size);
  for (let i = 0; i < codes.length; i++) {
    const value = numbers[i] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    const level = codes[i] ?? 0;
    own[level] = (own[level] ?? 0) + (value - (sums[level] ?? 0) / (counts[level] ?? 1)) ** 2;
  }
  const least = leastOfAll(levels, own, { mean: squares / levels.distinct, statements: 1 });
  return squares > 0 && least > (1 - strength * strength) * squares;
}

/**
 * What `isAssociationSurelyBelow` tells, for a category with too many levels for that. `codes` are those of `few` in the
 * rows of the drawn levels; codes beyond its size are levels that `few` does not have, -1 is missing. `shared` rows of the
 * table have both, or more.
 */
export function isAssociationOfLevelsSurelyBelow(
  many: DrawnLevels,
  { few, codes, shared }: { few: DrawnCategory; codes: Int32Array; shared: number },
  { drawn, strength }: { drawn: DrawnRows; strength: number },
): boolean {
  const others = few.distinct - 1;
  const counts = new Float64Array(many.size);
  for (let i = 0; i < codes.length; i++) {
    const level = many.codes[i] ?? 0;
    if ((codes[i] ?? -1) >= 0) counts[level] = (counts[level] ?? 0) + 1;
  }
  const seen = counts.reduce((total, rows) => total + (rows > 0 ? 1 : 0), 0);
  const afterCorrection = (rest: number) => rest - (rest * rest) / Math.max(1, shared - 1);
  // With fewer levels than the other column over all rows, the correction would be that of `many`.
  if (seen < few.distinct || afterCorrection(many.distinct - 1) < afterCorrection(others)) return false;
  const frequent = mostFrequentRows(few, drawn);
  const statements = 2 * frequent.length + 1;
  const { levels, starts } = levelsByCode(many, codes, few.size);
  let within = 0;
  for (const { code, mostRows } of frequent) {
    const having = levels.subarray(starts[code], starts[code + 1]);
    const rows = mostRows(statements);
    const limits = { mean: rows / many.distinct, statements };
    within += Math.max(0, leastOfAll(many, withinLevels(having, counts), limits)) / rows;
  }
  const limit = strength * strength;
  return within > (1 - limit) * others + limit * (others - afterCorrection(others));
}

/** The levels of the rows of each code below `size`, ascending: those of `code` begin at `starts[code]`. */
function levelsByCode(
  many: DrawnLevels,
  codes: Int32Array,
  size: number,
): { levels: Int32Array; starts: Uint32Array } {
  const byLevel = rowsInOrder(many.codes, many.size).rows;
  const codesInOrder = new Int32Array(byLevel.length);
  for (let i = 0; i < byLevel.length; i++) codesInOrder[i] = codes[byLevel[i] ?? 0] ?? -1;
  const { rows, starts } = rowsInOrder(codesInOrder, size);
  const levels = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) levels[i] = many.codes[byLevel[rows[i] ?? 0] ?? 0] ?? 0;
  return { levels, starts };
}

/** Rows by code, those of a code as they stand; rows with no code below `size` are left out (counting sort). */
function rowsInOrder(codes: Int32Array, size: number): { rows: Uint32Array; starts: Uint32Array } {
  const starts = new Uint32Array(size + 1);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] ?? -1;
    if (code >= 0 && code < size) starts[code + 1] = (starts[code + 1] ?? 0) + 1;
  }
  for (let code = 0; code < size; code++) starts[code + 1] = (starts[code + 1] ?? 0) + (starts[code] ?? 0);
  const rows = new Uint32Array(starts[size] ?? 0);
  const next = starts.slice();
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] ?? -1;
    if (code < 0 || code >= size) continue;
    const place = next[code] ?? 0;
    rows[place] = row;
    next[code] = place + 1;
  }
  return { rows, starts };
}

/** For each level that has rows of a code, their sum of squares within it; `having` names the level of each, ascending. */
function withinLevels(having: Int32Array, counts: Float64Array): Float64Array {
  const own = new Float64Array(having.length);
  let found = 0;
  for (let start = 0; start < having.length; ) {
    const level = having[start] ?? 0;
    let end = start + 1;
    while (end < having.length && having[end] === level) end++;
    const rows = end - start;
    own[found++] = rows - (rows * rows) / (counts[level] ?? 1);
    start = end;
  }
  return own.subarray(0, found);
}

/** The least that something adds up to over all levels, from what drawn levels have of it; those left out have nothing. */
function leastOfAll(
  { size, distinct }: DrawnLevels,
  own: Float64Array,
  { mean, statements }: { mean: number; statements: number },
): number {
  if (size === 0) return 0;
  const cap = cappedAt * mean;
  let sum = 0;
  for (let i = 0; i < own.length; i++) sum += Math.min(own[i] ?? 0, cap);
  return distinct * (sum / size - cap * Math.sqrt(surprise(statements) / (2 * size)));
}
