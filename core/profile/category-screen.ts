import { rowsOfCodes } from './code-keys.ts';

/** Chance, at most, that a pair is ruled out that reaches the limit over all rows. */
const missChance = 1e-12;
/** Squared distances beyond so many variances count as that many, so that few rows cannot decide. */
const cappedAt = 4;
/** Most frequent levels that are looked at, one by one. */
const mostLevels = 64;

/** Rows drawn at random from a table, each as likely as any other, in a random order. */
export interface DrawnRows {
  /** Drawn rows over rows of the table. */
  readonly share: number;
}

/** Codes of a category in the drawn rows; -1 is missing. */
export interface DrawnCategory {
  readonly codes: Int32Array;
  /** Different codes in the drawn rows, or more. */
  readonly size: number;
  /** Different values in the table. */
  readonly distinct: number;
}

/** Numbers in the drawn rows; NaN is missing. */
export interface DrawnNumbers {
  readonly numbers: Float64Array;
  /** Sum of squared distances from the mean over all rows of the table that have a finite number, or more. */
  readonly squares: number;
  /** How many rows that are. */
  readonly count: number;
}

/**
 * Whether the correlation ratio of a number by a category over all rows stays below `strength`, told from random rows.
 * False when they leave a doubt. What lies within levels is at least half of the squared distances of two rows of one
 * level each, whichever row is put with which. These terms are capped, so that their sum is near its mean for all but one
 * sample in 10^12 (Hoeffding, 1963, sections 5b and 6), and what is left of all variation lies between levels.
 */
export function isRatioSurelyBelow(
  category: DrawnCategory,
  { numbers, squares, count }: DrawnNumbers,
  { drawn, strength }: { drawn: DrawnRows; strength: number },
): boolean {
  const used = codesWhere(category, (row) => Number.isFinite(numbers[row]));
  const levels = levelsOf(used, category.size, drawn);
  const cap = (cappedAt * squares) / Math.max(1, count);
  let within = 0;
  const { first, second } = pairsIn(used, category.size);
  for (let i = 0; i < first.length; i++) {
    const [one, other] = [first[i] ?? 0, second[i] ?? 0];
    const distance = (numbers[one] ?? 0) - (numbers[other] ?? 0);
    within += (levels.weights[used[one] ?? 0] ?? 0) * Math.min((distance * distance) / 2, cap);
  }
  const least = within - slack({ levels, cap, statements: 2 });
  return squares > 0 && least > (1 - strength * strength) * squares;
}

/**
 * Whether Cramér's V, bias-corrected as in `cramersV`, stays below `strength` over all rows, told from random rows.
 * Its square is the mean over the levels of the column with fewer ones, weighted by the rows without the level, of the
 * squared correlation ratio of having the level or not; each is bounded as in `isRatioSurelyBelow`.
 */
export function isAssociationSurelyBelow(
  a: DrawnCategory,
  b: DrawnCategory,
  { drawn, strength }: { drawn: DrawnRows; strength: number },
): boolean {
  const [many, few] = a.distinct >= b.distinct ? [a, b] : [b, a];
  const used = codesWhere(many, (row) => (few.codes[row] ?? -1) >= 0);
  const levels = levelsOf(used, many.size, drawn);
  const seen = levels.rows.reduce((total, rows) => total + (rows > 0 ? 1 : 0), 0);
  // With fewer levels than the other column over all rows, the correction would be that of `many`.
  if (seen < few.distinct || many.distinct > levels.used / 4) return false;
  const split = new Float64Array(few.size);
  const { first, second } = pairsIn(used, many.size);
  for (let i = 0; i < first.length; i++) {
    const [one, other] = [few.codes[first[i] ?? 0] ?? 0, few.codes[second[i] ?? 0] ?? 0];
    if (one === other) continue;
    const weight = (levels.weights[used[first[i] ?? 0] ?? 0] ?? 0) / 2;
    split[one] = (split[one] ?? 0) + weight;
    split[other] = (split[other] ?? 0) + weight;
  }
  const frequent = mostFrequentRows(few, drawn);
  const statements = 2 + 2 * frequent.length;
  const loss = slack({ levels, cap: 0.5, statements });
  const within = frequent.reduce(
    (total, { code, mostRows }) => total + Math.max(0, (split[code] ?? 0) - loss) / mostRows(statements),
    0,
  );
  const others = few.distinct - 1;
  const correction = others ** 2 / Math.max(1, levels.used - 1);
  return within > (1 - strength * strength) * others + strength * strength * correction;
}

interface PairedLevels {
  /** Drawn rows of each level that are used. */
  readonly rows: Uint32Array;
  /** What a pair of drawn rows of a level stands for: rows of the table less one over the pairs that were drawn, or less. */
  readonly weights: Float64Array;
  readonly used: number;
}

function levelsOf(used: Int32Array, size: number, { share }: DrawnRows): PairedLevels {
  const rows = rowsOfCodes(used, size);
  const weights = new Float64Array(rows.length);
  let total = 0;
  for (let level = 0; level < rows.length; level++) {
    const own = rows[level] ?? 0;
    total += own;
    const pairs = own >>> 1;
    if (pairs > 0) weights[level] = (fewestRows(own, { share, statements: 2 * rows.length }) - 1) / pairs;
  }
  return { rows, weights, used: total };
}

/** The codes of rows that are used, -1 in others. */
function codesWhere({ codes }: DrawnCategory, isUsed: (row: number) => boolean): Int32Array {
  const used = new Int32Array(codes.length);
  for (let row = 0; row < used.length; row++) used[row] = isUsed(row) ? (codes[row] ?? -1) : -1;
  return used;
}

/** Rows of one level, two at a time, as the random order puts them together; no row comes twice. */
function pairsIn(codes: Int32Array, size: number): { first: Int32Array; second: Int32Array } {
  const waiting = new Int32Array(size).fill(-1);
  const first = new Int32Array(codes.length >>> 1);
  const second = new Int32Array(codes.length >>> 1);
  let found = 0;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] ?? -1;
    if (code < 0) continue;
    const other = waiting[code] ?? -1;
    if (other < 0) waiting[code] = row;
    else {
      waiting[code] = -1;
      first[found] = other;
      second[found++] = row;
    }
  }
  return { first: first.subarray(0, found), second: second.subarray(0, found) };
}

/** How far a weighted sum of terms between 0 and `cap`, one for each pair, may lie above its mean. */
function slack({
  levels: { rows, weights },
  cap,
  statements,
}: {
  levels: PairedLevels;
  cap: number;
  statements: number;
}): number {
  let squares = 0;
  for (let level = 0; level < rows.length; level++) {
    squares += ((rows[level] ?? 0) >>> 1) * (weights[level] ?? 0) ** 2;
  }
  return cap * Math.sqrt((squares * surprise(statements)) / 2);
}

/** Fewest rows of the table of which so many are drawn (Chernoff, 1952; also without replacement: Hoeffding, 1963, section 6). */
function fewestRows(own: number, { share, statements }: { share: number; statements: number }): number {
  return Math.max(own, (own - Math.sqrt(2 * own * surprise(statements))) / share);
}

/** The most frequent codes, and the most rows of the table that may have each, with so many other statements to be true. */
export function mostFrequentRows(
  { codes, size }: DrawnCategory,
  { share }: DrawnRows,
): { code: number; mostRows: (statements: number) => number }[] {
  const own = rowsOfCodes(codes, size);
  const ranked = [...own.keys()].sort((x, y) => (own[y] ?? 0) - (own[x] ?? 0));
  return ranked.slice(0, mostLevels).map((code) => ({
    code,
    mostRows(statements) {
      const rows = own[code] ?? 0;
      const rare = surprise(statements);
      return (rows + rare + Math.sqrt(rare * (rare + 2 * rows))) / share;
    },
  }));
}

/** How surprising an event has to be for one of so many to be as unlikely as a pair may be missed, in nats. */
export function surprise(statements: number): number {
  return Math.log(statements / missChance);
}
