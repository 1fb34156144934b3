import {
  type DrawnCategory,
  type DrawnNumbers,
  type DrawnRows,
  isAssociationSurelyBelow,
  isRatioSurelyBelow,
} from './category-screen.ts';
import { codeKeys } from './code-keys.ts';
import type { LevelCells } from './draw-levels.ts';
import { isAssociationOfLevelsSurelyBelow, isRatioOfLevelsSurelyBelow } from './level-screen.ts';

/** Pairs of columns, at least one of each a category, of which few are expected to be associated. */
export interface MixedScreen {
  readonly columns: readonly DrawnColumn[];
  /** Two positions for each pair. */
  readonly pairs: Uint32Array;
  readonly limit: ScreenLimit;
}

/** A column in the drawn rows, as plain data. */
export interface DrawnColumn {
  /** Numbers, and keys of text; NaN is missing. */
  readonly keys: Float64Array;
  /** Rows of the table that are filled, and those that are not. */
  readonly count: number;
  readonly missing: number;
  /** Of text and yes/no. */
  readonly category: DrawnCategory | null;
  /** Of a category with so many levels that drawn rows hardly share one. */
  readonly levels: LevelCells | null;
  /** Of everything else. */
  readonly spread: Pick<DrawnNumbers, 'squares' | 'count'> | null;
}

/** How many rows were drawn from which, and the strength of an association that matters. */
export interface ScreenLimit {
  readonly drawn: DrawnRows & { readonly rows: number };
  readonly strength: number;
}

/** Drawn rows that settle most pairs; the others are compared in all of them. */
const firstDrawn = 16_000;

/** The pairs without those that stay below the limit for certain, in the same order: two positions for each. */
export async function screenMixed(
  { columns, pairs, limit }: MixedScreen,
  pause: () => Promise<void> = async () => {},
): Promise<number[]> {
  const plausible: number[] = [];
  for (let i = 0; i < pairs.length; i += 2) {
    const [a = 0, b = 0] = pairs.subarray(i, i + 2);
    await pause();
    if (!isRuledOut(columns, [a, b], limit)) plausible.push(a, b);
  }
  return plausible;
}

function isRuledOut(
  columns: readonly DrawnColumn[],
  [a, b]: readonly [number, number],
  limit: ScreenLimit,
): boolean {
  const [at, otherAt] = columns[a]?.category === null ? [b, a] : [a, b];
  const [column, other] = [columns[at], columns[otherAt]];
  if (!column?.category || other === undefined) return false;
  const { category, levels } = column;
  if (other.spread !== null) {
    const numbers = { numbers: other.keys, ...other.spread };
    if (levels === null)
      return inStages(limit, (part, own) => isRatioSurelyBelow(part(category), part(numbers), own));
    const inLevels = { ...numbers, numbers: levels.keys[otherAt] ?? none };
    return isRatioOfLevelsSurelyBelow(levels, inLevels, limit.strength);
  }
  const second = other.category;
  if (second === null || (levels !== null && other.levels !== null)) return false;
  if (levels !== null) return isRuledOutByLevels(levels, [column, other], levels.keys[otherAt], limit);
  if (other.levels !== null)
    return isRuledOutByLevels(other.levels, [other, column], other.levels.keys[at], limit);
  return inStages(limit, (part, own) => isAssociationSurelyBelow(part(category), part(second), own));
}

/** What few drawn rows tell, or all of them where few leave a doubt. */
function inStages(
  limit: ScreenLimit,
  test: (part: <T extends DrawnCategory | DrawnNumbers>(side: T) => T, limit: ScreenLimit) => boolean,
): boolean {
  const { rows, share } = limit.drawn;
  if (rows > 2 * firstDrawn) {
    const drawn = { rows: firstDrawn, share: (share * firstDrawn) / rows };
    const first = <T extends DrawnCategory | DrawnNumbers>(side: T): T =>
      'codes' in side
        ? { ...side, codes: side.codes.subarray(0, firstDrawn) }
        : { ...side, numbers: side.numbers.subarray(0, firstDrawn) };
    if (test(first, { ...limit, drawn })) return true;
  }
  return test((side) => side, limit);
}

/** `keys` are those of `few` in the rows of the levels that were drawn of `many`. */
function isRuledOutByLevels(
  levels: LevelCells,
  [many, few]: readonly [DrawnColumn, DrawnColumn],
  keys: Float64Array = none,
  limit: ScreenLimit,
): boolean {
  if (few.category === null) return false;
  const codes = codesLike(few.keys, few.category, keys);
  const shared = few.count - many.missing;
  return isAssociationOfLevelsSurelyBelow(levels, { few: few.category, codes, shared }, limit);
}

/** Codes of other keys, numbered as those of `known` are: its size for a key that is not among them, -1 for none. */
function codesLike(known: Float64Array, { codes, size }: DrawnCategory, keys: Float64Array): Int32Array {
  const all = new Float64Array(known.length + keys.length);
  all.set(known);
  all.set(keys, known.length);
  const joined = codeKeys(all);
  const codeOf = new Int32Array(joined.size).fill(size);
  for (let i = 0; i < known.length; i++) {
    const place = joined.codes[i] ?? -1;
    if (place >= 0) codeOf[place] = codes[i] ?? -1;
  }
  return joined.codes.subarray(known.length).map((place) => (place < 0 ? -1 : (codeOf[place] ?? -1)));
}

const none = new Float64Array(0);
