import { putInKernel } from '../../../shared/kernel.ts';
import { csvKernel, kernelRoom } from '../csv-kernel.ts';

/**
 * Different texts, numbered in the order in which they come. In the kernel's memory until that is used for something
 * else.
 */
export interface TextTable {
  /** The numbers of texts whose bytes follow each other from `start` on; null when there are too many texts. */
  code(bytes: Uint8Array, start: number, lengths: Int32Array): Int32Array | null;
  readonly size: number;
  /** The bytes of a text. */
  textOf(code: number): Uint8Array;
}

/** What the kernel may look at behind the last text. */
const slackBytes = 8;
const slotBytes = 16;
const keyBytes = 8;
const wordBytes = 4;

/** An empty table for up to `most` texts, a power of 2, of `mostBytes` in all. Memory is taken as it fills. */
export function createTextTable({ most, mostBytes }: { most: number; mostBytes: number }): TextTable {
  const { kernel, at } = kernelRoom(
    2 * slotBytes * most,
    keyBytes * most,
    wordBytes * (most + 1),
    mostBytes + slackBytes,
    0,
  );
  const [slots = 0, keys = 0, starts = 0, held = 0, piece = 0] = at;
  kernel.openTexts(slots, keys, starts, held, held + mostBytes, most);
  return {
    code(bytes, start, lengths) {
      const { length } = lengths;
      const texts = bytes.subarray(start);
      const codes = piece + wordBytes * length;
      const textsAt = codes + wordBytes * length;
      csvKernel(textsAt + texts.length + slackBytes);
      putInKernel(kernel, piece, lengths);
      putInKernel(kernel, textsAt, texts);
      if (!kernel.codeTexts(piece, textsAt, length, codes)) return null;
      return new Int32Array(kernel.memory.buffer, codes, length);
    },
    get size() {
      return kernel.textCount();
    },
    textOf(code) {
      const [start = 0, end = 0] = new Uint32Array(kernel.memory.buffer, starts + wordBytes * code, 2);
      return new Uint8Array(kernel.memory.buffer, start, end - start);
    },
  };
}
