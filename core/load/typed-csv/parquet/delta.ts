import { putInKernel } from '../../../shared/kernel.ts';
import { kernelRoom } from '../csv-kernel.ts';
import { appendBytes, type ByteSink } from './byte-sink.ts';

/** Whole numbers as 32-bit words, one per number, or two with the low one first. */
export interface WholeNumbers {
  readonly words: Int32Array;
  readonly wordsPerCell: 1 | 2;
  readonly count: number;
}

/** What heads of blocks and the fill of the last one add to the numbers' own size, at most. */
const roomBytes = 2 ** 15;

/**
 * Appends at least one number, encoded as DELTA_BINARY_PACKED of
 * https://github.com/apache/parquet-format/blob/master/Encodings.md. The difference of any two must not go beyond
 * ±(2^31 - 1) for numbers of one word, nor beyond 53 bits for others, as readers here take them for doubles.
 */
export function appendDeltas(sink: ByteSink, { words, wordsPerCell, count }: WholeNumbers): void {
  const used = words.subarray(0, wordsPerCell * count);
  const { kernel, at } = kernelRoom(used.byteLength, 2 * used.byteLength + roomBytes);
  const [from = 0, target = 0] = at;
  putInKernel(kernel, from, used);
  const end = kernel.packDeltas(from, count, wordsPerCell === 2, target);
  appendBytes(sink, new Uint8Array(kernel.memory.buffer, target, end - target));
}
