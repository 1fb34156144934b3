// AssemblyScript: see ../csv-kernel.ts for how this is built and what calls it.

// A dictionary of different values among cells in the order in which they come first. Each cell's place among them goes
// to `indices`, 32 bits each. `slots` is room for SLOTS numbers of 16 bits.

/** Odd numbers of 64 bits: 2^64 by the golden ratio, and the first multiplier of splitmix64. */
export const SPREAD: u64 = ((<u64>0x9e3779b9) << 32) | 0x7f4a7c15;
const MIX: u64 = ((<u64>0xbf58476d) << 32) | 0x1ce4e5b9;

const SLOT_BITS: u32 = 13;
const SLOTS: u32 = 1 << SLOT_BITS;
/** `dictionaryValues` of write-parquet.ts, which is the room for values too. */
const MAX_VALUES: u32 = 2000;
/** More different values than this among the first cells, and a dictionary is not worth trying. */
const MAX_EARLY_VALUES: u32 = 1500;
const EARLY_CELLS: u32 = 4096;

function isTooVaried(values: u32, cell: u32): bool {
  return values >= (cell < EARLY_CELLS ? MAX_EARLY_VALUES : MAX_VALUES);
}

function slotOf(hash: u64): u32 {
  return <u32>((hash * SPREAD) >> (64 - SLOT_BITS));
}

/** Cells of 8 bytes: the different ones go to `values`. Returns how many there are, -1 for too many. */
export function findWide(cells: u32, count: u32, values: u32, indices: u32, slots: u32): i32 {
  return find<u64>(cells, count, values, indices, slots);
}

/** The same of cells of 4 bytes. */
export function findNarrow(cells: u32, count: u32, values: u32, indices: u32, slots: u32): i32 {
  return find<u32>(cells, count, values, indices, slots);
}

function find<T>(cells: u32, count: u32, values: u32, indices: u32, slots: u32): i32 {
  memory.fill(slots, 0, SLOTS << 1);
  let found: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const value = load<T>(cells + i * sizeof<T>());
    let slot = slotOf(<u64>value ^ (<u64>value >> 32));
    let place = <u32>load<u16>(slots + (slot << 1));
    while (place !== 0 && load<T>(values + (place - 1) * sizeof<T>()) !== value) {
      slot = (slot + 1) & (SLOTS - 1);
      place = <u32>load<u16>(slots + (slot << 1));
    }
    if (place === 0) {
      if (isTooVaried(found, i)) return -1;
      store<T>(values + found * sizeof<T>(), value);
      place = ++found;
      store<u16>(slots + (slot << 1), <u16>place);
    }
    store<u32>(indices + (i << 2), place - 1);
  }
  return found;
}

/**
 * The same of texts, whose lengths (32 bits each) are at `lengths` and whose bytes follow each other from `bytes`
 * on, with 8 bytes of room behind. To `values` go where each different text begins and its length, 32 bits each.
 */
export function findTexts(lengths: u32, bytes: u32, count: u32, values: u32, indices: u32, slots: u32): i32 {
  memory.fill(slots, 0, SLOTS << 1);
  let found: u32 = 0;
  let start = bytes;
  for (let i: u32 = 0; i < count; i++) {
    const length = load<u32>(lengths + (i << 2));
    let slot = slotOf(hashOf(start, length));
    let place = <u32>load<u16>(slots + (slot << 1));
    while (place !== 0) {
      const known = values + ((place - 1) << 3);
      if (load<u32>(known + 4) === length && isSame(load<u32>(known), start, length)) break;
      slot = (slot + 1) & (SLOTS - 1);
      place = <u32>load<u16>(slots + (slot << 1));
    }
    if (place === 0) {
      if (isTooVaried(found, i)) return -1;
      store<u32>(values + (found << 3), start);
      store<u32>(values + (found << 3) + 4, length);
      place = ++found;
      store<u16>(slots + (slot << 1), <u16>place);
    }
    store<u32>(indices + (i << 2), place - 1);
    start += length;
  }
  return found;
}

/** The first `length` bytes, up to 8, as a number. */
export function headOf(at: u32, length: u32): u64 {
  const word = load<u64>(at);
  return length >= 8 ? word : length === 0 ? 0 : word & (((<u64>1) << ((<u64>length) << 3)) - 1);
}

/** A hash of the text of `length` bytes, which with 8 bytes behind are looked at. */
export function hashOf(start: u32, length: u32): u64 {
  let hash = headOf(start, length) ^ ((<u64>length) << 56);
  for (let at: u32 = 8; at < length; at += 8) {
    hash = (hash ^ (hash >> 29)) * MIX + headOf(start + at, length - at);
  }
  return hash ^ (hash >> 32);
}

/** Whether two texts of `length` bytes are the same. */
export function isSame(a: u32, b: u32, length: u32): bool {
  for (let at: u32 = 0; at < length; at += 8) {
    if (headOf(a + at, length - at) !== headOf(b + at, length - at)) return false;
  }
  return true;
}
