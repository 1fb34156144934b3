import { scattered } from './code-keys.ts';

/** Slots per key: about one key in sixteen shares a slot with another one by chance. */
const slotsPerKey = 16;
const slotsPerWord = 16;

/**
 * Positions of keys that occur more than once, by key, each list ascending. Two passes over a table of slots that know
 * none, one and several find the few keys that may repeat, so that millions of keys need no sort. NaN is no key.
 */
export function repeatedKeys(keys: Float64Array): Map<number, number[]> {
  const bits = Math.ceil(Math.log2(Math.max(1024, keys.length * slotsPerKey)));
  const slots = new Uint32Array(2 ** bits / slotsPerWord);
  const words = new Uint32Array(keys.buffer, keys.byteOffset, 2 * keys.length);
  const mask = 2 ** bits - 1;
  for (let i = 0; i < keys.length; i++) {
    const slot = scattered(words[2 * i] ?? 0, words[2 * i + 1] ?? 0) & mask;
    const word = slots[slot >>> 4] ?? 0;
    const shift = (slot & 15) << 1;
    const state = (word >>> shift) & 3;
    if (state < 2) slots[slot >>> 4] = word + (1 << shift);
  }
  const positions = new Map<number, number[]>();
  for (let i = 0; i < keys.length; i++) {
    const slot = scattered(words[2 * i] ?? 0, words[2 * i + 1] ?? 0) & mask;
    if ((((slots[slot >>> 4] ?? 0) >>> ((slot & 15) << 1)) & 3) < 2) continue;
    const key = keys[i] ?? Number.NaN;
    if (Number.isNaN(key)) continue;
    const own = positions.get(key);
    if (own === undefined) positions.set(key, [i]);
    else own.push(i);
  }
  for (const [key, own] of positions) if (own.length < 2) positions.delete(key);
  return positions;
}
