import { appendBytes, appendUint32, appendVarint, type ByteSink, putUint32 } from './byte-sink.ts';

/** 1 where the bit of this row is set, else 0. */
export function bitAt(bits: Uint8Array, row: number): number {
  return ((bits[row >> 3] ?? 0) >> (row & 7)) & 1;
}

/** How many of the first `rowCount` bits (least significant first) are set. */
export function countPresent(present: Uint8Array | null, rowCount: number): number {
  if (present === null) return rowCount;
  let count = 0;
  for (let i = 0; i < rowCount >> 3; i++) count += bitCounts[present[i] ?? 0] ?? 0;
  return count + (bitCounts[lastBits(present, rowCount)] ?? 0);
}

/**
 * Appends the definition levels of an optional column, 1 for a cell with a value, as a data page has them: their length
 * in bytes and one run of Parquet's RLE and bit-packed hybrid, whose packed bits are those of `present`.
 */
export function appendLevels(
  sink: ByteSink,
  { present, rowCount, presentCount }: { present: Uint8Array | null; rowCount: number; presentCount: number },
): void {
  appendUint32(sink, 0);
  const start = sink.end;
  if (present === null || presentCount === 0 || presentCount === rowCount) {
    appendVarint(sink, 2 * rowCount);
    appendBytes(sink, Uint8Array.of(presentCount === 0 ? 0 : 1));
  } else {
    appendVarint(sink, 2 * Math.ceil(rowCount / 8) + 1);
    appendBytes(sink, present.subarray(0, rowCount >> 3));
    if ((rowCount & 7) > 0) appendBytes(sink, Uint8Array.of(lastBits(present, rowCount)));
  }
  putUint32(sink.bytes, start - 4, sink.end - start);
}

/** The bits after the last whole byte, and zeros. */
function lastBits(present: Uint8Array, rowCount: number): number {
  return (present[rowCount >> 3] ?? 0) & ((1 << (rowCount & 7)) - 1);
}

const bitCounts = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length);
