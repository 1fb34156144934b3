// AssemblyScript: see ../profile-kernel.ts for how this is built and what calls it.

import { FIRST_FACTOR, SECOND_FACTOR } from './mixing';

/** Keys of one part have a table that stays close at hand. */
const PART_KEYS: u32 = 2048;
const MOST_PARTS: u32 = 65536;
const SPREAD: u64 = ((<u64>0x9e3779b9) << 32) | 0x7f4a7c15;

/**
 * Mixes a column's cells, doubles at `cells`, into the hashes of `rows` rows, 8 bytes each. All NaN are one, and -0 is 0
 * (steps of the finaliser of SplitMix64; Steele, Lea and Flood, 2014).
 */
export function mixCells(cells: u32, rows: u32, hashes: u32): void {
  const end = cells + (rows << 3);
  for (let at = cells, into = hashes; at < end; at += 8, into += 8) {
    const cell = load<f64>(at);
    // Adding 0 turns -0 into 0.
    const bits: u64 = Number.isNaN(cell) ? 1 : reinterpret<u64>(cell + 0.0);
    let h = (load<u64>(into) ^ bits) * FIRST_FACTOR;
    h ^= h >> 32;
    store<u64>(into, h * SECOND_FACTOR);
  }
}

/** Hashes of keys, doubles at `keys`: different for different ones, 0 for NaN, which is no key. */
export function hashKeys(keys: u32, count: u32, hashes: u32): void {
  const end = keys + (count << 3);
  for (let at = keys, into = hashes; at < end; at += 8, into += 8) {
    const key = load<f64>(at);
    store<u64>(into, Number.isNaN(key) ? 0 : (reinterpret<u64>(key) + 1) * SPREAD);
  }
}

/** Into how many parts so many keys go, a power of two. */
export function partCount(count: u32): u32 {
  let parts: u32 = 2;
  while (parts < MOST_PARTS && parts * PART_KEYS < count) parts <<= 1;
  return parts;
}

/**
 * Deals `count` hashes of 8 bytes at `hashes` into parts by their upper bits, in their order; 0 is none and left out.
 * `parted` has room for them, `places` for their positions (4 bytes each), `starts` for a number for each part and one; it
 * holds the end of each part afterwards. Returns how many slots `findRepeats` needs.
 */
export function partHashes(hashes: u32, count: u32, parted: u32, places: u32, starts: u32): u32 {
  const parts = partCount(count);
  const shift: u64 = 64 - ctz(parts);
  memory.fill(starts, 0, (parts + 1) << 2);
  const end = hashes + (count << 3);
  for (let at = hashes; at < end; at += 8) {
    const hash = load<u64>(at);
    const own = starts + ((<u32>(hash >> shift) + 1) << 2);
    store<u32>(own, load<u32>(own) + <u32>(hash !== 0));
  }
  let most: u32 = 0;
  for (let p: u32 = 1; p <= parts; p++) {
    const own = starts + (p << 2);
    const size = load<u32>(own);
    if (size > most) most = size;
    store<u32>(own, size + load<u32>(own - 4));
  }
  for (let i: u32 = 0; i < count; i++) {
    const hash = load<u64>(hashes + (i << 3));
    if (hash === 0) continue;
    const own = starts + ((<u32>(hash >> shift)) << 2);
    const place = load<u32>(own);
    store<u32>(own, place + 1);
    store<u64>(parted + (place << 3), hash);
    store<u32>(places + (place << 2), i);
  }
  return slotsFor(most);
}

/**
 * Finds hashes that came before, among those that were parted. Writes pairs of positions to `pairs`, where that hash came
 * first and where it comes again, those of one hash ascending, and returns how many pairs there are. `slots` are of 4 bytes.
 */
export function findRepeats(count: u32, parted: u32, places: u32, starts: u32, slots: u32, pairs: u32): u32 {
  const parts = partCount(count);
  let found = pairs;
  let begin: u32 = 0;
  for (let p: u32 = 0; p < parts; p++) {
    const end = load<u32>(starts + (p << 2));
    if (end - begin > 1) found = findInPart(parted, places, begin, end, slots, found);
    begin = end;
  }
  return (found - pairs) >> 3;
}

/** A power of two that leaves half of the slots free. */
function slotsFor(size: u32): u32 {
  let slots: u32 = 4096;
  while (slots < size << 1) slots <<= 1;
  return slots;
}

/** The repeats of one part; returns where the next pair goes. */
function findInPart(parted: u32, places: u32, begin: u32, end: u32, slots: u32, into: u32): u32 {
  const size = slotsFor(end - begin);
  const mask = size - 1;
  memory.fill(slots, 0, size << 2);
  for (let i = begin; i < end; i++) {
    const hash = load<u64>(parted + (i << 3));
    let slot = <u32>(hash >> 16) & mask;
    let first = load<u32>(slots + (slot << 2));
    while (first !== 0 && load<u64>(parted + ((first - 1) << 3)) !== hash) {
      slot = (slot + 1) & mask;
      first = load<u32>(slots + (slot << 2));
    }
    if (first === 0) store<u32>(slots + (slot << 2), i + 1);
    else {
      store<u32>(into, load<u32>(places + ((first - 1) << 2)));
      store<u32>(into + 4, load<u32>(places + (i << 2)));
      into += 8;
    }
  }
  return into;
}
