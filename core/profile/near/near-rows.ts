import type { ColumnFacts } from '../column-facts.ts';
import { type NormalScale, normalScale, scoreIn } from '../normal-scale.ts';
import { sharedCodes, sharedNumbers } from '../shared-memory.ts';
import { foldedWords, sharedWords, type WordTexts, wordHashes } from './folded-text.ts';

/** Cells of a column: numbers (NaN is missing), or positions in `names` (-1 is missing) for text. */
export interface NearCells {
  readonly facts: ColumnFacts;
  readonly numbers: Float64Array;
  readonly codes: Int32Array;
  readonly names: readonly string[];
}

/** Rows laid out for comparing many pairs. */
export interface NearRows {
  readonly rowCount: number;
  /** Row by row: normal scores of numbers, NaN for missing. */
  readonly scaled: Float64Array;
  readonly scaledCount: number;
  /** Row by row: categories and moments; spellings that fold to the same words share a code, -1 is missing. */
  readonly codes: Int32Array;
  readonly codeCount: number;
  readonly texts: readonly FreeTexts[];
}

/** Folded words of a column of free text, laid out so that threads share them. */
export interface FreeTexts extends WordTexts {
  /** Which text each row has; -1 is missing. */
  readonly codes: Int32Array;
}

/** Mean rows per level below which text is free text rather than a category. */
const rowsPerLevel = 5;
/** Differences in scores count no more than this, so that one column cannot outweigh all others. */
const farthest = 3;

/** How the numbers of a column become scores, by column index; both sources of pairs need the same ones. */
export type Scales = ReadonlyMap<number, NormalScale>;

/** A scale per numeric column, so that neither heavy tails nor the unit of a column make its rows near or far. */
export function scalesOf(columns: readonly NearCells[]): Scales {
  return new Map(
    columns.filter(isNumber).map(({ facts, numbers }) => [facts.column.index, normalScale(numbers)]),
  );
}

/** Lays out rows. Moments are categories: a day later is another day, however long the series. */
export function nearRows(columns: readonly NearCells[], rowCount: number, scales: Scales): NearRows {
  const numbers = columns.filter(isNumber);
  const texts = columns.filter(isFreeText);
  const categories = columns.filter((column) => !isNumber(column) && !isFreeText(column));
  const scaled = sharedNumbers(rowCount * numbers.length);
  numbers.forEach((column, at) => {
    const scale = scales.get(column.facts.column.index);
    if (scale === undefined) return;
    for (let row = 0; row < rowCount; row++)
      scaled[row * numbers.length + at] = scoreIn(scale, column.numbers[row] ?? Number.NaN);
  });
  const codes = sharedCodes(rowCount * categories.length);
  categories.forEach((column, at) => {
    const own = foldedCodes(column);
    for (let row = 0; row < rowCount; row++) codes[row * categories.length + at] = own[row] ?? -1;
  });
  return {
    rowCount,
    scaled,
    scaledCount: numbers.length,
    codes,
    codeCount: categories.length,
    texts: texts.map(freeTexts),
  };
}

/** The words of a row's text, null where it is missing. */
export function textOf({ codes, starts, words }: FreeTexts, row: number): Uint32Array | null {
  const code = codes[row] ?? -1;
  return code < 0 ? null : words.subarray(starts[code], starts[code + 1]);
}

function freeTexts({ codes, names }: NearCells): FreeTexts {
  const used = new Set(codes);
  const starts = new Uint32Array(names.length + 1);
  const words: number[] = [];
  names.forEach((name, code) => {
    if (used.has(code)) for (const word of wordHashes(name)) words.push(word);
    starts[code + 1] = words.length;
  });
  return { codes, starts, words: Uint32Array.from(words) };
}

/**
 * Distance of two rows, Infinity once beyond `limit`: root of the sum of squares of differences in normal scores (at
 * most 3 each), 1 for different categories or moments, one minus the share of common words for free text, and 1 for a
 * gap against a value.
 */
export function rowDistance(rows: NearRows, i: number, j: number, limit: number): number {
  const { scaled, scaledCount, codes, codeCount, texts } = rows;
  const most = limit * limit;
  let sum = 0;
  for (let a = i * codeCount, b = j * codeCount, end = a + codeCount; a < end; a++, b++) {
    // 1 where the bits differ: which categories agree is hard to foresee, and a jump would cost more.
    const bits = (codes[a] ?? 0) ^ (codes[b] ?? 0);
    sum += (bits | -bits) >>> 31;
  }
  if (sum > most) return Infinity;
  for (let a = i * scaledCount, b = j * scaledCount, end = a + scaledCount; a < end; a++, b++) {
    const x = scaled[a] ?? Number.NaN;
    const y = scaled[b] ?? Number.NaN;
    const apart = Math.abs(x - y);
    sum += apart < farthest ? apart * apart : farApart(x, y);
    if (sum > most) return Infinity;
  }
  for (const text of texts) {
    const x = text.codes[i] ?? -1;
    const y = text.codes[j] ?? -1;
    if (x === y) continue;
    sum += x < 0 || y < 0 ? 1 : (1 - sharedWords(text, x, y)) ** 2;
    if (sum > most) return Infinity;
  }
  return Math.sqrt(sum);
}

/** Squared distance of scores of which one is missing or infinite, or that lie farther apart than counts. */
function farApart(x: number, y: number): number {
  if (Math.abs(x - y) >= farthest) return farthest * farthest;
  return x === y || (Number.isNaN(x) && Number.isNaN(y)) ? 0 : 1;
}

/** Whether two rows have the very same cells in these columns. */
export function hasSameCells(columns: readonly NearCells[], i: number, j: number): boolean {
  return columns.every((column) =>
    column.facts.column.type === 'text'
      ? column.codes[i] === column.codes[j]
      : Object.is(column.numbers[i], column.numbers[j]),
  );
}

function isNumber({ facts }: NearCells): boolean {
  return facts.column.type === 'integer' || facts.column.type === 'number';
}

function isFreeText({ facts }: NearCells): boolean {
  const { count, distinct } = facts.statistics;
  return facts.column.type === 'text' && count / Math.max(1, distinct) < rowsPerLevel;
}

function foldedCodes({ facts, codes, names, numbers }: NearCells): Int32Array {
  const known = new Map<string | number, number>();
  const codeOf = (key: string | number) => {
    const code = known.get(key) ?? known.size;
    known.set(key, code);
    return code;
  };
  if (facts.column.type !== 'text') {
    return Int32Array.from(numbers, (value) => (Number.isNaN(value) ? -1 : codeOf(value)));
  }
  const folded = names.map((name) => codeOf(foldedWords(name).join(' ') || name));
  return codes.map((code) => (code < 0 ? -1 : (folded[code] ?? -1)));
}
