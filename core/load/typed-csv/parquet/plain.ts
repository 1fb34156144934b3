import { appendBytes, type ByteSink, putUint32, reserve } from './byte-sink.ts';
import type { Cells, TextCells } from './present-cells.ts';

/**
 * Appends cells, encoded as PLAIN: fixed ones as they are, booleans one bit each, texts after their length in 4
 * bytes.
 */
export function appendPlain(sink: ByteSink, cells: Cells): void {
  if (cells.kind === 'text') appendTexts(sink, cells);
  else if (cells.kind === 'boolean') appendFlags(sink, cells.values, cells.count);
  else {
    const { words, count, wordsPerCell } = cells;
    appendBytes(sink, new Uint8Array(words.buffer, words.byteOffset, 4 * wordsPerCell * count));
  }
}

function appendFlags(sink: ByteSink, values: Uint8Array, count: number): void {
  reserve(sink, Math.ceil(count / 8));
  const { bytes } = sink;
  for (let i = 0; i < count; i += 8) {
    let byte = 0;
    for (let bit = 0; bit < Math.min(8, count - i); bit++) byte |= (values[i + bit] ?? 0) << bit;
    bytes[sink.end++] = byte;
  }
}

function appendTexts(sink: ByteSink, { lengths, bytes, count }: TextCells): void {
  let start = 0;
  for (let i = 0; i < count; i++) {
    const length = lengths[i] ?? 0;
    reserve(sink, 4 + length);
    putUint32(sink.bytes, sink.end, length);
    copyText(bytes, { from: start, length, into: sink.bytes, at: sink.end + 4 });
    sink.end += 4 + length;
    start += length;
  }
}

/** Bytes up to which a loop is faster than a view. */
const shortText = 40;

/** Copies `length` bytes from one place to another. */
function copyText(
  bytes: Uint8Array,
  { from, length, into, at }: { from: number; length: number; into: Uint8Array; at: number },
): void {
  if (length > shortText) into.set(bytes.subarray(from, from + length), at);
  else for (let i = 0; i < length; i++) into[at + i] = bytes[from + i] ?? 0;
}
