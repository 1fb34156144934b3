import { decodeLevels } from './decode-levels.ts';
import { decodeIndices, decodeLengths } from './decode-whole.ts';
import type { Page, StoredChunk } from './stored-file.ts';

/** The texts of a chunk that has no dictionary, one after the other, and how long each is. */
export interface ChunkTexts {
  readonly bytes: Uint8Array;
  /** Bytes of every filled cell. */
  readonly lengths: Int32Array;
  /** Where the first one begins in `bytes`. */
  readonly start: number;
  /** Bits per row as in `ColumnPart`; null when all have a value. */
  readonly present: Uint8Array | null;
}

/**
 * Of a chunk without a dictionary the texts, in DELTA_LENGTH_BYTE_ARRAY: all lengths, then all bytes, which end the
 * page.
 */
export function chunkTexts({ data, rowCount }: StoredChunk): ChunkTexts {
  const { present, presentCount, end } = decodeLevels(data.bytes, rowCount);
  if (presentCount > 0 && data.encoding !== 'DELTA_LENGTH_BYTE_ARRAY')
    throw new Error(`Texts are not stored as ${data.encoding}`);
  const lengths =
    presentCount === 0
      ? new Int32Array(0)
      : decodeLengths(lengthsIn(data.bytes, end, presentCount), presentCount);
  let start = data.bytes.length;
  for (let i = 0; i < presentCount; i++) start -= lengths[i] ?? 0;
  return { bytes: data.bytes, lengths, start, present };
}

/** More than the heads of blocks add. */
const headBytes = 4096;
/** Cells for each text of a dictionary from which on texts repeat. */
const mostPerText = 4;

/** The texts of a chunk cell after cell, with a dictionary or not; null when most of them repeat. */
export function variedTexts(chunk: StoredChunk): ChunkTexts | null {
  const { dictionary, data, rowCount } = chunk;
  if (dictionary === null) return chunkTexts(chunk);
  const { present, presentCount, end } = decodeLevels(data.bytes, rowCount);
  if (presentCount > mostPerText * dictionary.count) return null;
  const listed = dictionaryTexts(dictionary);
  const starts = new Uint32Array(dictionary.count + 1);
  for (let i = 0; i < dictionary.count; i++) starts[i + 1] = (starts[i] ?? 0) + (listed.lengths[i] ?? 0);
  const indices =
    presentCount === 0 ? new Uint32Array(0) : decodeIndices(data.bytes.subarray(end), presentCount);
  const lengths = Int32Array.from(indices, (index) => listed.lengths[index] ?? 0);
  const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0));
  let at = 0;
  for (const index of indices) {
    const text = listed.bytes.subarray(starts[index], starts[index + 1]);
    bytes.set(text, at);
    at += text.length;
  }
  return { bytes, lengths, start: 0, present };
}

/** The texts of a dictionary, in PLAIN: each after its length. */
export function dictionaryTexts({ bytes, count }: Page): { bytes: Uint8Array; lengths: Int32Array } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const lengths = new Int32Array(count);
  const texts = new Uint8Array(bytes.length);
  let end = 0;
  for (let i = 0, at = 0; i < count; i++) {
    const length = view.getUint32(at, true);
    texts.set(bytes.subarray(at + 4, at + 4 + length), end);
    lengths[i] = length;
    end += length;
    at += 4 + length;
  }
  return { bytes: texts.subarray(0, end), lengths };
}

/** Lengths take at most five bytes each and come before the texts. */
function lengthsIn(bytes: Uint8Array, start: number, count: number): Uint8Array {
  return bytes.subarray(start, start + headBytes + 5 * count);
}
