import { putInKernel } from '../../../shared/kernel.ts';
import { type CsvKernel, decodingRoom } from '../csv-kernel.ts';
import { varintAt } from './decode-levels.ts';

/** What decoding may look at behind a page. */
export const slackBytes = 16;
const wordBytes = 4;

/** A page's bytes in a kernel's memory. */
export interface HeldPage {
  readonly kernel: CsvKernel;
  readonly at: number;
  readonly bytes: Uint8Array;
}

/**
 * Writes the indices of a page in RLE_DICTIONARY, `count` of 4 bytes each. As `appendIndices` writes them: one run.
 */
export function unpackIndices({ kernel, at, bytes }: HeldPage, count: number, into: number): void {
  const width = bytes[0] ?? 0;
  const { value: header, end } = varintAt(bytes, 1);
  if (header % 2 === 1) {
    kernel.unpackBits(at + end, width, count, into);
    return;
  }
  const value = (bytes[end] ?? 0) + (width > 8 ? (bytes[end + 1] ?? 0) * 256 : 0);
  new Uint32Array(kernel.memory.buffer, into, count).fill(value);
}

/** The same as an array. */
export function decodeIndices(bytes: Uint8Array, count: number): Uint32Array {
  const { kernel, at } = decodingRoom(bytes.length + slackBytes, wordBytes * count);
  const [page = 0, into = 0] = at;
  putInKernel(kernel, page, bytes);
  unpackIndices({ kernel, at: page, bytes }, count, into);
  return new Uint32Array(kernel.memory.buffer, into, count).slice();
}

/** At least one number of up to 31 bits of a page in DELTA_BINARY_PACKED. */
export function decodeLengths(bytes: Uint8Array, count: number): Int32Array {
  const { kernel, at } = decodingRoom(bytes.length + slackBytes, wordBytes * count);
  const [page = 0, into = 0] = at;
  putInKernel(kernel, page, bytes);
  kernel.unpackDeltas(page, count, false, into);
  return new Int32Array(kernel.memory.buffer, into, count).slice();
}
