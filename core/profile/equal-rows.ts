import { repeatedKeys } from './repeated-keys.ts';

/** Rows that are mixed at a stretch, so that their words stay close at hand. */
const stretch = 2048;

/**
 * Positions of rows that seem to agree in all of these columns of one length, each list ascending: equal rows always do,
 * others share a hash of 53 bits with them. Missing equals missing.
 */
export function equalRows(columns: readonly Float64Array[]): number[][] {
  const rowCount = columns[0]?.length ?? 0;
  const keys = new Float64Array(rowCount);
  const bits = columns.map(({ buffer, byteOffset }) => new Int32Array(buffer, byteOffset, 2 * rowCount));
  const low = new Int32Array(stretch);
  const high = new Int32Array(stretch);
  for (let from = 0; from < rowCount; from += stretch) {
    low.fill(0);
    high.fill(0);
    const size = Math.min(stretch, rowCount - from);
    for (const words of bits) mixInto(low, high, words.subarray(2 * from, 2 * (from + size)));
    joinInto(keys.subarray(from, from + size), low, high);
  }
  return [...repeatedKeys(keys).values()];
}

/** 53 bits of the two words of every row as one number. */
function joinInto(keys: Float64Array, low: Int32Array, high: Int32Array): void {
  for (let i = 0; i < keys.length; i++) {
    keys[i] = ((high[i] ?? 0) & 0x1fffff) * 2 ** 32 + ((low[i] ?? 0) >>> 0);
  }
}

/** Mixes the bits of every cell into two words a row (after the finaliser of MurmurHash3). -0 is 0, and all NaN are one. */
function mixInto(low: Int32Array, high: Int32Array, words: Int32Array): void {
  for (let i = 0; 2 * i < words.length; i++) {
    const first = words[2 * i] ?? 0;
    const second = words[2 * i + 1] ?? 0;
    // The exponent of NaN; infinite numbers share it and may be taken for missing.
    const isNumber = (second & 0x7ff00000) !== 0x7ff00000;
    const isMinusZero = first === 0 && second === signBit;
    let a = Math.imul((low[i] ?? 0) ^ (isNumber ? first : 1), 0x85ebca6b);
    a ^= a >>> 15;
    let b = Math.imul((high[i] ?? 0) ^ (isMinusZero ? 0 : isNumber ? second : 1) ^ a, 0xc2b2ae35);
    b ^= b >>> 13;
    low[i] = Math.imul(a + b, 0x9e3779b1);
    high[i] = b;
  }
}

const signBit = -(2 ** 31);
