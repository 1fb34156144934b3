// AssemblyScript: see ../profile-kernel.ts for how this is built and what calls it.

import { hashOf } from '../../load/typed-csv/assembly/dictionary';
import { charactersOf } from '../../load/typed-csv/assembly/text-order';
import { FIRST_FACTOR, SECOND_FACTOR } from './mixing';

/** Bits of a hash that a double holds exactly. */
const KEY_SHIFT: u64 = 11;

/**
 * Writes a hash for each of `rows` rows to `hashes`, 8 bytes each: never 0 for a text, 0 for a missing cell. Lengths of
 * the texts are at `lengths`, their bytes follow each other from `bytes` on with 8 bytes of room behind; `present` holds
 * a bit per row, least significant first, or is 0 when all have a text (finaliser of SplitMix64; Steele, Lea and Flood,
 * 2014).
 */
export function hashTexts(lengths: u32, bytes: u32, present: u32, rows: u32, hashes: u32): void {
  let start = bytes;
  let length = lengths;
  for (let row: u32 = 0; row < rows; row++) {
    let hash: u64 = 0;
    if (present === 0 || ((load<u8>(present + (row >> 3)) >> (row & 7)) & 1) !== 0) {
      const size = load<u32>(length);
      hash = hashOf(start, size);
      hash = (hash ^ (hash >> 30)) * FIRST_FACTOR;
      hash = (hash ^ (hash >> 27)) * SECOND_FACTOR;
      hash ^= hash >> 31;
      if (hash >> KEY_SHIFT === 0) hash += (<u64>1) << KEY_SHIFT;
      start += size;
      length += 4;
    }
    store<u64>(hashes + (row << 3), hash);
  }
}

/** Writes hashes as doubles of 53 bits to `keys`, NaN for none. */
export function keysOfHashes(hashes: u32, count: u32, keys: u32): void {
  for (let at: u32 = 0; at < count << 3; at += 8) {
    const hash = load<u64>(hashes + at);
    store<f64>(keys + at, hash === 0 ? NaN : <f64>(hash >> KEY_SHIFT));
  }
}

/**
 * Updates what is known of a column's texts with `count` more: at `into` the fewest characters and the most, as SQL counts
 * them, and the number of texts of up to `longest` bytes, 4 bytes each. 16 bytes behind the texts are looked at.
 */
export function measureTexts(lengths: u32, bytes: u32, count: u32, longest: u32, into: u32): void {
  let least = load<u32>(into);
  let most = load<u32>(into, 4);
  let short = load<u32>(into, 8);
  let start = bytes;
  for (let i: u32 = 0; i < count; i++) {
    const length = load<u32>(lengths + (i << 2));
    const characters = charactersOf(start, length);
    least = min(least, characters);
    most = max(most, characters);
    short += <u32>(length <= longest);
    start += length;
  }
  store<u32>(into, least);
  store<u32>(into, most, 4);
  store<u32>(into, short, 8);
}

/** Writes the positions of the texts that stand before a bound, by their bytes, to `found`; returns how many there are. */
export function findBefore(
  lengths: u32,
  bytes: u32,
  count: u32,
  bound: u32,
  boundLength: u32,
  found: u32,
): u32 {
  let start = bytes;
  let before: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const length = load<u32>(lengths + (i << 2));
    if (isBefore(start, length, bound, boundLength)) {
      store<u32>(found + (before << 2), i);
      before++;
    }
    start += length;
  }
  return before;
}

function isBefore(start: u32, length: u32, bound: u32, boundLength: u32): bool {
  const shared = min(length, boundLength);
  for (let at: u32 = 0; at < shared; at++) {
    const first = load<u8>(start + at);
    const second = load<u8>(bound + at);
    if (first !== second) return first < second;
  }
  return length < boundLength;
}
