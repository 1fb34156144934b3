import { countPresent } from './present-bits.ts';

/** Which cells have a value, and where the values begin. */
export interface Levels {
  /** Bits per row as in `ColumnPart`; null when all have one. */
  readonly present: Uint8Array | null;
  readonly presentCount: number;
  /** First byte behind the levels. */
  readonly end: number;
}

const lengthBytes = 4;

/** The definition levels that a data page begins with, as `appendLevels` writes them: one run. */
export function decodeLevels(bytes: Uint8Array, rowCount: number): Levels {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = lengthBytes + view.getUint32(0, true);
  const { value: header, end: start } = varintAt(bytes, lengthBytes);
  const isPacked = header % 2 === 1;
  if (!isPacked) {
    const isPresent = bytes[start] === 1;
    return {
      present: isPresent ? null : new Uint8Array(Math.ceil(rowCount / 8)),
      presentCount: isPresent ? rowCount : 0,
      end,
    };
  }
  const present = bytes.subarray(start, end);
  return { present, presentCount: countPresent(present, rowCount), end };
}

/** A whole number up to 2^53 in ULEB128, and where it ends. */
export function varintAt(bytes: Uint8Array, at: number): { value: number; end: number } {
  let value = 0;
  let scale = 1;
  let end = at;
  for (;;) {
    const byte = bytes[end++] ?? 0;
    value += (byte & 127) * scale;
    if (byte < 128) return { value, end };
    scale *= 128;
  }
}
