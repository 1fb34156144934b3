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
  let within = 0;
  for (const { code, mostRows } of frequent) {
    const having = new Float64Array(many.size);
    for (let i = 0; i < codes.length; i++) {
      const level = many.codes[i] ?? 0;
      if (codes[i] === code) having[level] = (having[level] ?? 0) + 1;
    }
    const own = having.map((rows, level) => (rows === 0 ? 0 : rows - (rows * rows) / (counts[level] ?? 1)));
    const rows = mostRows(statements);
    within += Math.max(0, leastOfAll(many, own, { mean: rows / many.distinct, statements })) / rows;
  }
  const limit = strength * strength;
  return within > (1 - limit) * others + limit * (others - afterCorrection(others));
}

/** The least that something adds up to over all levels, from what each drawn level has of it. */
function leastOfAll(
  { size, distinct }: DrawnLevels,
  own: Float64Array,
  { mean, statements }: { mean: number; statements: number },
): number {
  if (size === 0) return 0;
  const cap = cappedAt * mean;
  const sum = own.reduce((total, squares) => total + Math.min(squares, cap), 0);
  return distinct * (sum / size - cap * Math.sqrt(surprise(statements) / (2 * size)));
}
