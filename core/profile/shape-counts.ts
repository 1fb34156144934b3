import type { Cell } from '../contract/dataset.ts';
import { type TextFlaw, textFlaws } from './text-flaw.ts';
import type { TextKind } from './text-kind.ts';

/** Counts of cells of a text column, plain prose aside. */
export type ShapeCounts = Record<TextKind | TextFlaw, number> & {
  /** Cells of kind word with a digit, of texts up to 40 characters. */
  wordsWithDigits: number;
  /** Cells of digits only, and those of them that begin with zero. */
  digitsOnly: number;
  leadingZero: number;
  /** Digits of the shortest and the longest of these; Infinity and 0 without any. */
  fewestDigits: number;
  mostDigits: number;
  /** All cells are of digits and capitals, or of digits and small letters, of ASCII. */
  isUpper: boolean;
  isLower: boolean;
  /** Some cell has what every format of personal data has. */
  hasTrace: boolean;
};

/** What is counted of no cells. */
export function noCounts(): ShapeCounts {
  const kinds = { unknown: 0, number: 0, date: 0, word: 0 };
  const flaws = { replaced: 0, garbled: 0, control: 0, spaced: 0 };
  const digits = { digitsOnly: 0, leadingZero: 0, fewestDigits: Number.POSITIVE_INFINITY, mostDigits: 0 };
  return { ...kinds, ...flaws, ...digits, wordsWithDigits: 0, isUpper: true, isLower: true, hasTrace: false };
}

/** SQL for the same of each column, from what each different text reads as and looks like. */
export const selectShapes = `SELECT place,
  ${['unknown', 'number', 'date', 'word'].map((kind) => `sum(n) FILTER (kind = '${kind}') AS "${kind}"`).join(', ')},
  sum(n) FILTER (kind = 'word' AND has_digit) AS words_with_digits,
  sum(n) FILTER (is_digits) AS digits_only,
  sum(n) FILTER (is_digits AND v LIKE '0_%') AS leading_zero,
  min(length(v)) FILTER (is_digits) AS fewest_digits,
  max(length(v)) FILTER (is_digits) AS most_digits,
  ${textFlaws.map((flaw) => `sum(n) FILTER ("${flaw}") AS "${flaw}"`).join(', ')},
  bool_and(is_upper) AS is_upper, bool_and(is_lower) AS is_lower,
  bool_or(is_traced) AS has_trace`;

/** A row of that. */
export function readCounts(row: Readonly<Record<string, Cell>>): ShapeCounts {
  const number = (name: string) => Number(row[name] ?? 0);
  return {
    unknown: number('unknown'),
    number: number('number'),
    date: number('date'),
    word: number('word'),
    replaced: number('replaced'),
    garbled: number('garbled'),
    control: number('control'),
    spaced: number('spaced'),
    wordsWithDigits: number('words_with_digits'),
    digitsOnly: number('digits_only'),
    leadingZero: number('leading_zero'),
    fewestDigits: number('digits_only') === 0 ? Number.POSITIVE_INFINITY : number('fewest_digits'),
    mostDigits: number('most_digits'),
    isUpper: row.is_upper === true,
    isLower: row.is_lower === true,
    hasTrace: row.has_trace === true,
  };
}

/** The counts of cells that were counted apart. */
export function together(a: ShapeCounts, b: ShapeCounts): ShapeCounts {
  const sum = (
    key: { [K in keyof ShapeCounts]: ShapeCounts[K] extends number ? K : never }[keyof ShapeCounts],
  ) => a[key] + b[key];
  return {
    unknown: sum('unknown'),
    number: sum('number'),
    date: sum('date'),
    word: sum('word'),
    replaced: sum('replaced'),
    garbled: sum('garbled'),
    control: sum('control'),
    spaced: sum('spaced'),
    wordsWithDigits: sum('wordsWithDigits'),
    digitsOnly: sum('digitsOnly'),
    leadingZero: sum('leadingZero'),
    fewestDigits: Math.min(a.fewestDigits, b.fewestDigits),
    mostDigits: Math.max(a.mostDigits, b.mostDigits),
    isUpper: a.isUpper && b.isUpper,
    isLower: a.isLower && b.isLower,
    hasTrace: a.hasTrace || b.hasTrace,
  };
}
