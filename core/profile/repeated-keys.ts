import { numbersAt } from './cells-at.ts';
import { scattered } from './code-keys.ts';

/** Slots per key: about one key in eight shares a slot with another one by chance. */
const slotsPerKey = 8;

/** Share of the keys that share a slot by chance where no key repeats, and then some. */
const chanceShare = 0.13;

/**
 * Positions of keys that occur more than once, by key, each list ascending; null when clearly more than a share `most` of
 * the keys do, as soon as that shows.
 */
export function fewRepeatedKeys(keys: Float64Array, most: number): Map<number, number[]> | null {
  const suspects = sharingSlots(keys);
  return suspects.length > (chanceShare + most) * keys.length ? null : grouped(keys, suspects);
}

/**
 * Positions of keys that occur more than once, by key, each list ascending. Two passes over a table of slots that know
 * none, one and several find the few keys that may repeat, so that millions of keys need no sort. NaN is no key.
 */
export function repeatedKeys(keys: Float64Array): Map<number, number[]> {
  return grouped(keys, sharingSlots(keys));
}

function wordsOf({ buffer, byteOffset, length }: Float64Array): Uint32Array {
  return new Uint32Array(buffer, byteOffset, 2 * length);
}

function grouped(keys: Float64Array, suspects: Uint32Array): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  const own = numbersAt(keys, suspects);
  const chains = chained(own);
  for (let at = 0; at < suspects.length; at++) {
    if (chains.isFirst[at] === 0 || (chains.next[at] ?? -1) < 0) continue;
    const positions: number[] = [];
    for (let link = at; link >= 0; link = chains.next[link] ?? -1) positions.push(suspects[link] ?? 0);
    groups.set(own[at] ?? Number.NaN, positions);
  }
  return groups;
}

/** The exponent bits of NaN, in the upper word; infinite numbers share them and are no keys. */
const noKey = 0x7ff00000;

/** Positions whose slot belongs to another position as well, ascending. */
function sharingSlots(keys: Float64Array): Uint32Array {
  const words = wordsOf(keys);
  const bits = Math.ceil(Math.log2(Math.max(1024, keys.length * slotsPerKey)));
  const mask = 2 ** bits - 1;
  const once = new Uint32Array(2 ** bits / 32);
  const often = new Uint32Array(2 ** bits / 32);
  for (let i = 0; i < words.length; i += 2) {
    if (((words[i + 1] ?? 0) & noKey) === noKey) continue;
    const slot = scattered(words[i] ?? 0, words[i + 1] ?? 0) & mask;
    const bit = 1 << (slot & 31);
    const seen = once[slot >>> 5] ?? 0;
    if ((seen & bit) === 0) once[slot >>> 5] = seen | bit;
    else often[slot >>> 5] = (often[slot >>> 5] ?? 0) | bit;
  }
  const sharing = new Uint32Array(keys.length);
  let found = 0;
  for (let i = 0; i < words.length; i += 2) {
    const slot = scattered(words[i] ?? 0, words[i + 1] ?? 0) & mask;
    // Written in any case and kept only where the slot is shared: a jump that is hard to foresee costs more.
    sharing[found] = i >>> 1;
    const isKey = ((words[i + 1] ?? 0) & noKey) !== noKey ? 1 : 0;
    found += ((often[slot >>> 5] ?? 0) >>> (slot & 31)) & isKey;
  }
  return sharing.subarray(0, found);
}

/** Equal keys one after the other: where the next one is, -1 at the last, and which begin a chain. */
function chained(keys: Float64Array): { next: Int32Array; isFirst: Uint8Array } {
  const words = wordsOf(keys);
  const mask = 2 ** Math.ceil(Math.log2(Math.max(16, 2 * keys.length))) - 1;
  const heads = new Int32Array(mask + 1).fill(-1);
  const tails = new Int32Array(keys.length);
  const next = new Int32Array(keys.length).fill(-1);
  const isFirst = new Uint8Array(keys.length);
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at] ?? Number.NaN;
    let slot = scattered(words[2 * at] ?? 0, words[2 * at + 1] ?? 0) & mask;
    let head = heads[slot] ?? -1;
    while (head >= 0 && keys[head] !== key) {
      slot = (slot + 1) & mask;
      head = heads[slot] ?? -1;
    }
    if (head < 0) {
      heads[slot] = at;
      isFirst[at] = 1;
    } else next[tails[head] ?? 0] = at;
    tails[head < 0 ? at : head] = at;
  }
  return { next, isFirst };
}
