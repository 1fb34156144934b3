import { invariant } from '../../../errors.ts';
import type { ColumnPart } from './column-part.ts';
import { bitAt } from './present-bits.ts';

/** Cells that have a value, one after the other. */
export type Cells = FixedCells | BooleanCells | TextCells;

/** Cells as 32-bit words, low word first: one for a date, two for the others (a number's are those of its double). */
export interface FixedCells {
  readonly kind: 'integer' | 'timestamp' | 'date' | 'number';
  readonly count: number;
  readonly wordsPerCell: 1 | 2;
  readonly words: Int32Array;
}

export interface BooleanCells {
  readonly kind: 'boolean';
  readonly count: number;
  /** 0 or 1 per cell. */
  readonly values: Uint8Array;
}

export interface TextCells {
  readonly kind: 'text';
  readonly count: number;
  /** Bytes per cell, below 2^31. */
  readonly lengths: Int32Array;
  /** The cells' UTF-8 texts, one after the other. */
  readonly bytes: Uint8Array;
}

/**
 * A part's cells without the missing ones, `count` of `rowCount`. Where there are missing ones they are in `buffer`, of
 * at least 8 bytes per row, until it is used again; else they are the part's own memory. Throws for texts of 2 GiB.
 */
export function presentCells(
  part: ColumnPart,
  { rowCount, count, buffer }: { rowCount: number; count: number; buffer: ArrayBuffer },
): Cells {
  const present = count === rowCount ? null : part.present;
  const gather = (words: Int32Array, wordsPerCell: 1 | 2): Int32Array => {
    if (present === null) return words.subarray(0, count * wordsPerCell);
    const into = new Int32Array(buffer);
    if (wordsPerCell === 1) gatherSingles(words, { present, rowCount, into });
    else gatherPairs(words, { present, rowCount, into });
    return into.subarray(0, count * wordsPerCell);
  };
  const { kind } = part;
  switch (kind) {
    case 'boolean': {
      if (present === null) return { kind, count, values: part.values };
      const values = new Uint8Array(buffer);
      gatherBytes(part.values, { present, rowCount, into: values });
      return { kind, count, values };
    }
    case 'text': {
      const { length } = part.bytes;
      invariant(length < 2 ** 31, `texts of ${length} bytes: a row group must have fewer rows`);
      return { kind, count, lengths: gather(wordsOf(part.lengths), 1), bytes: part.bytes };
    }
    case 'date':
      return { kind, count, wordsPerCell: 1, words: gather(part.values, 1) };
    case 'number':
      return { kind, count, wordsPerCell: 2, words: gather(wordsOf(part.values), 2) };
    default:
      return { kind, count, wordsPerCell: 2, words: gather(part.words, 2) };
  }
}

/** Every cell is copied, and a missing one written over by the next: guesses at a branch would fail too often. */
interface Gathering<T> {
  readonly present: Uint8Array;
  readonly rowCount: number;
  readonly into: T;
}

function gatherSingles(words: Int32Array, { present, rowCount, into }: Gathering<Int32Array>): void {
  let end = 0;
  for (let row = 0; row < rowCount; row++) {
    into[end] = words[row] ?? 0;
    end += bitAt(present, row);
  }
}

function gatherPairs(words: Int32Array, { present, rowCount, into }: Gathering<Int32Array>): void {
  let end = 0;
  for (let row = 0; row < rowCount; row++) {
    into[end] = words[2 * row] ?? 0;
    into[end + 1] = words[2 * row + 1] ?? 0;
    end += 2 * bitAt(present, row);
  }
}

function gatherBytes(bytes: Uint8Array, { present, rowCount, into }: Gathering<Uint8Array>): void {
  let end = 0;
  for (let row = 0; row < rowCount; row++) {
    into[end] = bytes[row] ?? 0;
    end += bitAt(present, row);
  }
}

function wordsOf({ buffer, byteOffset, byteLength }: Float64Array | Uint32Array): Int32Array {
  return new Int32Array(buffer, byteOffset, byteLength / 4);
}
