import { sharedBuffer } from '../../../shared/shared-buffer.ts';
import { bitAt, decodeLevels } from './decode-levels.ts';
import { decodeIndices } from './decode-whole.ts';
import { type Page, readChunks, type StoredChunk } from './stored-file.ts';
import { type ChunkTexts, chunkTexts } from './stored-texts.ts';
import { createTextTable, type TextTable } from './text-table.ts';

/** The different texts of a column, and which one each row has. */
export interface StoredLevels {
  /** A position in `names` per row, -1 for a missing cell; in memory that threads share. */
  readonly codes: Int32Array;
  /** Most frequent first, ties by their bytes. */
  readonly names: readonly string[];
  readonly counts: readonly number[];
}

/** More texts than this, or more bytes of them, are not held. */
const mostTexts = 500_000;
const mostBytes = 64 * 2 ** 20;
/** When so many rows have shown this share of different texts, the column is none of levels. */
const probedRows = 65_536;
const probedShare = 0.5;

/** Texts and codes while they are found. */
interface Coding {
  readonly table: TextTable;
  readonly codes: Int32Array;
  row: number;
}

/**
 * The levels of a text column of a stored version. Null for files that others wrote and for columns of too many
 * different texts. Throws what reading throws.
 */
export function readStoredLevels(column: { path: string; name: string }): StoredLevels | null {
  return readChunks(column, (chunks, rowCount) => {
    const memory = sharedBuffer(Int32Array.BYTES_PER_ELEMENT * rowCount);
    const coding: Coding = {
      table: createTextTable({ most: mostTexts, mostBytes }),
      codes: new Int32Array(memory),
      row: 0,
    };
    for (const chunk of chunks) {
      if (!codeChunk(chunk, coding)) return null;
    }
    return inOrder(coding);
  });
}

function codeChunk(chunk: StoredChunk, coding: Coding): boolean {
  const { dictionary, data, rowCount } = chunk;
  const { present, presentCount, end } = decodeLevels(data.bytes, rowCount);
  const found = new Int32Array(presentCount);
  const isCoded =
    presentCount === 0 ||
    (dictionary === null
      ? codeTexts(chunkTexts(chunk), coding, found)
      : codeIndices(data.bytes, end, dictionary, coding, found));
  const { codes, row } = coding;
  if (present === null) codes.set(found, row);
  else {
    for (let i = 0, next = 0; i < rowCount; i++) {
      codes[row + i] = bitAt(present, i) === 1 ? (found[next++] ?? -1) : -1;
    }
  }
  coding.row += rowCount;
  return isCoded;
}

function codeIndices(
  bytes: Uint8Array,
  at: number,
  dictionary: Page,
  { table }: Coding,
  found: Int32Array,
): boolean {
  const texts = viewOf(dictionary.bytes);
  const known = new Int32Array(dictionary.count);
  for (let i = 0, start = 0; i < known.length; i++) {
    const length = texts.getUint32(start, true);
    const code = table.codeOf(texts, start + 4, length);
    if (code < 0) return false;
    known[i] = code;
    start += 4 + length;
  }
  const indices = new Uint16Array(found.length);
  decodeIndices(bytes, at, indices, found.length);
  for (let i = 0; i < found.length; i++) found[i] = known[indices[i] ?? 0] ?? -1;
  return true;
}

function codeTexts(texts: ChunkTexts, { table, row }: Coding, found: Int32Array): boolean {
  const { bytes, lengths } = texts;
  const view = viewOf(bytes);
  let { start } = texts;
  for (let i = 0; i < found.length; i++) {
    const length = lengths[i] ?? 0;
    const code = table.codeOf(view, start, length);
    if (code < 0 || (row + i === probedRows && table.size > probedShare * probedRows)) return false;
    found[i] = code;
    start += length;
  }
  return true;
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

/** The same levels, most frequent first. */
function inOrder({ table, codes }: Coding): StoredLevels {
  const counts = new Int32Array(table.size);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] ?? -1;
    if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
  }
  const order = Int32Array.from(counts.keys()).sort(
    (a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || Buffer.compare(table.textOf(a), table.textOf(b)),
  );
  const places = new Int32Array(table.size);
  for (let place = 0; place < order.length; place++) places[order[place] ?? 0] = place;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] ?? -1;
    if (code >= 0) codes[row] = places[code] ?? -1;
  }
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return {
    codes,
    names: Array.from(order, (code) => decoder.decode(table.textOf(code))),
    counts: Array.from(order, (code) => counts[code] ?? 0),
  };
}
