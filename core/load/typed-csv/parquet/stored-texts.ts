import { decodeLevels } from './decode-levels.ts';
import { decodeDeltas } from './decode-whole.ts';
import type { StoredChunk } from './stored-file.ts';

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
  // Whole numbers from here on: reading bytes at places that are doubles takes several times as long.
  const lengths = new Int32Array(presentCount);
  if (presentCount > 0) {
    if (data.encoding !== 'DELTA_LENGTH_BYTE_ARRAY')
      throw new Error(`Texts are not stored as ${data.encoding}`);
    const decoded = new Float64Array(presentCount);
    decodeDeltas(data.bytes, end, decoded, presentCount);
    lengths.set(decoded);
  }
  let start = data.bytes.length;
  for (let i = 0; i < presentCount; i++) start -= lengths[i] ?? 0;
  return { bytes: data.bytes, lengths, start, present };
}
