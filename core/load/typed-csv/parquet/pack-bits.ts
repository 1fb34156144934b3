import { putUint32 } from './byte-sink.ts';

/** Which numbers are packed, a multiple of 8, into how many bits each, and where to. */
export interface Packing {
  readonly from: number;
  readonly count: number;
  readonly width: number;
  readonly bytes: Uint8Array;
  readonly at: number;
}

/**
 * Writes the lowest `width` bits (1 to 32; all others are 0) of each number after those of the one before, least bit
 * first: `count / 8 * width` bytes.
 */
export function packBits(numbers: Uint32Array, { from, count, width, bytes, at }: Packing): void {
  let end = at;
  let word = 0;
  let bits = 0;
  for (let i = from; i < from + count; i++) {
    const number = numbers[i] ?? 0;
    word |= number << bits;
    bits += width;
    if (bits < 32) continue;
    putUint32(bytes, end, word);
    end += 4;
    bits -= 32;
    word = bits === 0 ? 0 : number >>> (width - bits);
  }
  putRest(bytes, { at: end, word, bits });
}

/** The same of numbers with a width from 33 to 64, given as their low and their high words. */
export function packWideBits(
  low: Uint32Array,
  high: Uint32Array,
  { from, count, width, bytes, at }: Packing,
): void {
  let end = at;
  let word = 0;
  let bits = 0;
  for (let i = from; i < from + count; i++) {
    const lowWord = low[i] ?? 0;
    putUint32(bytes, end, word | (lowWord << bits));
    end += 4;
    word = bits === 0 ? 0 : lowWord >>> (32 - bits);
    const highWord = high[i] ?? 0;
    word |= highWord << bits;
    bits += width - 32;
    if (bits < 32) continue;
    putUint32(bytes, end, word);
    end += 4;
    bits -= 32;
    word = bits === 0 ? 0 : highWord >>> (width - 32 - bits);
  }
  putRest(bytes, { at: end, word, bits });
}

function putRest(bytes: Uint8Array, { at, word, bits }: { at: number; word: number; bits: number }): void {
  for (let i = 0; i < bits / 8; i++) bytes[at + i] = word >>> (8 * i);
}

/** How many bits a whole number from 0 to 2^53 needs; none for 0. */
export function bitWidth(value: number): number {
  return value < 2 ** 32 ? 32 - Math.clz32(value) : 64 - Math.clz32(value / 2 ** 32);
}
