import { planMemory, putInKernel } from '../../../shared/kernel.ts';
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
  /** The numbers of all texts, those with most cells first, ties by their bytes. `counts` are the cells of each. */
  order(counts: Uint32Array): Int32Array;
  /** Texts in this order, as one text and where each ends in it. */
  joined(order: Int32Array): JoinedTexts;
  /** Characters of the shortest and the longest text, as SQL counts them; there is at least one. */
  lengths(): { least: number; most: number };
  /** Shapes of the texts of up to `longest` bytes. */
  shapes(counts: Uint32Array, longest: number): TextShapes;
}

/** Texts one after the other. */
export interface JoinedTexts {
  readonly text: string;
  /** Where each ends, in characters of UTF-16. */
  readonly ends: Uint32Array;
}

/** The shapes of texts of ASCII: the first text that has each, and its cells; and the numbers of the other texts. */
export interface TextShapes {
  readonly shapes: readonly { readonly code: number; readonly cells: number }[];
  readonly others: Uint32Array;
}

/** What the kernel may look at behind the last text. */
const slackBytes = 16;
const slotBytes = 16;
const keyBytes = 8;
const wordBytes = 4;
const entryBytes = 16;
/** Two shapes of 256 bytes. */
const shapeBytes = 512;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

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
    order(counts) {
      const size = kernel.textCount();
      const [countsAt = 0, orderAt = 0, entries = 0, spare = 0, startsAt = 0] = roomAt(
        piece,
        wordBytes * size,
        wordBytes * size,
        entryBytes * size,
        entryBytes * size,
        wordBytes * 256,
      );
      putInKernel(kernel, countsAt, counts);
      kernel.orderTexts(countsAt, orderAt, entries, spare, startsAt);
      return new Int32Array(kernel.memory.buffer, orderAt, size).slice();
    },
    joined(order) {
      const { length } = order;
      const bytes = new Uint32Array(kernel.memory.buffer, starts + wordBytes * kernel.textCount(), 1)[0] ?? 0;
      const [orderAt = 0, endsAt = 0, into = 0] = roomAt(
        piece,
        wordBytes * length,
        wordBytes * length,
        bytes - held,
      );
      putInKernel(kernel, orderAt, order);
      const end = kernel.gatherTexts(orderAt, length, into, endsAt);
      return {
        text: decoder.decode(new Uint8Array(kernel.memory.buffer, into, end - into)),
        ends: new Uint32Array(kernel.memory.buffer, endsAt, length).slice(),
      };
    },
    lengths() {
      csvKernel(piece + 2 * wordBytes);
      kernel.measureTexts(piece);
      const [least = 0, most = 0] = new Uint32Array(kernel.memory.buffer, piece, 2);
      return { least, most };
    },
    shapes(counts, longest) {
      const size = kernel.textCount();
      const slotCount = 2 ** Math.ceil(Math.log2(2 * size + 2));
      const [countsAt = 0, slotsAt = 0, entries = 0, othersAt = 0, spare = 0] = roomAt(
        piece,
        wordBytes * size,
        wordBytes * slotCount,
        entryBytes * (size + 1),
        wordBytes * size,
        shapeBytes,
      );
      putInKernel(kernel, countsAt, counts);
      const found = kernel.countShapes(countsAt, longest, slotsAt, slotCount, entries, othersAt, spare);
      const words = new Uint32Array(kernel.memory.buffer, entries, (entryBytes / wordBytes) * (found + 1));
      const shapes = Array.from({ length: found }, (_, i) => ({
        code: words[4 * i + 2] ?? 0,
        cells: words[4 * i + 3] ?? 0,
      }));
      return {
        shapes,
        others: new Uint32Array(kernel.memory.buffer, othersAt, words[4 * found] ?? 0).slice(),
      };
    },
    textOf(code) {
      const [start = 0, end = 0] = new Uint32Array(kernel.memory.buffer, starts + wordBytes * code, 2);
      return new Uint8Array(kernel.memory.buffer, start, end - start);
    },
  };
}

/** Places for pieces of so many bytes from a place on, at multiples of 16. The kernel has memory for all of them. */
function roomAt(from: number, ...sizes: readonly number[]): number[] {
  const plan = planMemory(from);
  const at = sizes.map(plan.take);
  csvKernel(plan.end);
  return at;
}
