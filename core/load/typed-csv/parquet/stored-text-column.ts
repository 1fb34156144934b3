import { sharedBuffer } from '../../../shared/shared-buffer.ts';
import { decodeLevels } from './decode-levels.ts';
import { decodeIndices } from './decode-whole.ts';
import { bitAt } from './present-bits.ts';
import { type Foreign, readChunks, type StoredChunk } from './stored-file.ts';
import { chunkTexts, dictionaryTexts } from './stored-texts.ts';
import { createTextTable, type TextTable } from './text-table.ts';

/** The different texts of a column in the order in which they come, and which one each row has. */
export interface StoredTexts {
  readonly texts: TextTable;
  /** The number of a text per row, -1 for a missing cell; in memory that threads share. */
  readonly codes: Int32Array;
}

/** More texts than this, or more bytes of them, are not held. */
const mostTexts = 2 ** 21;
const mostBytes = 64 * 2 ** 20;
/** When so many rows have shown this share of different texts, the column is none of levels. */
const probedRows = 65_536;
const probedShare = 0.99;

/**
 * The texts of a column of a stored version; they hold until this thread's kernel is used for something else. Null for
 * columns of too many different texts. Throws what reading throws.
 */
export function readStoredTexts(column: { path: string; name: string }): StoredTexts | null | Foreign {
  return readChunks(column, (chunks, rowCount) => {
    const texts = createTextTable({ most: mostTexts, mostBytes });
    const codes = new Int32Array(sharedBuffer(Int32Array.BYTES_PER_ELEMENT * rowCount));
    let row = 0;
    let filled = 0;
    for (const chunk of chunks) {
      const { present, presentCount, end } = decodeLevels(chunk.data.bytes, chunk.rowCount);
      const found = presentCount === 0 ? new Int32Array(0) : codesOf(chunk, texts, { end, presentCount });
      if (found === null) return null;
      place(found, present, codes.subarray(row, row + chunk.rowCount));
      row += chunk.rowCount;
      filled += presentCount;
      if (filled >= probedRows && texts.size > probedShare * filled) return null;
    }
    return { texts, codes };
  });
}

/** The code of every filled cell. */
function codesOf(
  chunk: StoredChunk,
  texts: TextTable,
  { end, presentCount }: { end: number; presentCount: number },
): Int32Array | null {
  const { dictionary, data } = chunk;
  if (dictionary === null) {
    const { bytes, start, lengths } = chunkTexts(chunk);
    return texts.code(bytes, start, lengths);
  }
  const listed = dictionaryTexts(dictionary);
  const known = texts.code(listed.bytes, 0, listed.lengths)?.slice();
  if (known === undefined) return null;
  const indices = decodeIndices(data.bytes.subarray(end), presentCount);
  const found = new Int32Array(presentCount);
  for (let i = 0; i < presentCount; i++) found[i] = known[indices[i] ?? 0] ?? -1;
  return found;
}

/** Puts the codes of filled cells to their rows. */
function place(found: Int32Array, present: Uint8Array | null, codes: Int32Array): void {
  if (present === null) {
    codes.set(found);
    return;
  }
  for (let i = 0, next = 0; i < codes.length; i++) {
    codes[i] = bitAt(present, i) === 1 ? (found[next++] ?? -1) : -1;
  }
}
