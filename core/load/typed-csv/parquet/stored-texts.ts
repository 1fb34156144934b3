import { decodeLevels } from './decode-levels.ts';
import { decodeDeltas } from './decode-whole.ts';
import type { StoredChunk } from './stored-file.ts';

/** The texts of a chunk that has no dictionary, one after the other, and how long each is. */
export interface ChunkTexts {
  readonly bytes: Uint8Array;
  /** Bytes of every filled cell. */
  readonly lengths: Float64Array;
  /** Where the first one begins in `bytes`. */
  readonly start: number;
  /** Bits per row as in `ColumnPart`; null when all have a value. */
  readonly present: Uint8Array | null;
}

/** Of a chunk without a dictionary the texts, in DELTA_LENGTH_BYTE_ARRAY: all lengths, then all bytes, which end the page. */
export function chunkTexts({ data, rowCount }: StoredChunk): ChunkTexts {
  const { present, presentCount, end } = decodeLevels(data.bytes, rowCount);
  const lengths = new Float64Array(presentCount);
  if (presentCount > 0) {
    if (data.encoding !== 'DELTA_LENGTH_BYTE_ARRAY')
      throw new Error(`Texts are not stored as ${data.encoding}`);
    decodeDeltas(data.bytes, end, lengths, presentCount);
  }
  let start = data.bytes.length;
  for (let i = 0; i < presentCount; i++) start -= lengths[i] ?? 0;
  return { bytes: data.bytes, lengths, start, present };
}
