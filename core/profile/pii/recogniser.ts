import type { ColumnType } from '../../contract/dataset.ts';

/** Recognises one kind of personal data cell by cell. */
export interface Recogniser {
  /** Detector id, `pii.…`. */
  readonly id: string;
  /** What it finds, in the plural. */
  readonly label: string;
  /** Score of a cell that passes, from 0 to 1; a column name in `context` adds to it. */
  readonly base: number;
  /** Words of column names that speak for it. */
  readonly context: readonly string[];
  /** Column types in which it looks. */
  readonly types: readonly ColumnType[];
  /** A regular expression (RE2) that the database runs over every text; cells that do not match are never fetched. */
  readonly candidate: string;
  /** For whole numbers: how many digits a candidate has, from and to. */
  readonly digits: readonly [number, number] | null;
  /** Share of random candidates that pass: 0 when the shape alone is proof enough. */
  readonly chance: number;
  /** What of a candidate passes every check, check digits included; null for none. */
  find(text: string): string | null;
  /** The found text with all but a hint hidden. */
  mask(found: string): string;
}

/** The first and the last `kept` letters and digits, stars for those between; separators stay. */
export function masked(text: string, first: number, last: number): string {
  const total = [...text].filter((letter) => /[\p{L}\p{N}]/u.test(letter)).length;
  let seen = 0;
  return [...text]
    .map((letter) => {
      if (!/[\p{L}\p{N}]/u.test(letter)) return letter;
      seen++;
      return seen <= first || seen > total - last ? letter : '*';
    })
    .join('');
}

/** The digits of a text. */
export function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}
