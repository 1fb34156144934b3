// AssemblyScript: see ../csv-kernel.ts for how this is built and what calls it.

import { hashOf, headOf, isSame, SPREAD } from './dictionary';

// Different texts, numbered in the order in which they come. Text `code` has its key at `keys` and begins at
// `starts`; it ends where the next begins. The key of a text of up to 8 bytes is these bytes, that of a longer one a
// hash. A slot holds key, code + 1 (0 for none) and length, so that a look at a short text costs one access to far
// memory.

const FIRST_SLOTS: u32 = 4096;
const SHORT: u32 = 8;
/** Texts that are looked up at a stretch. */
const BATCH: u32 = 64;

let slots: u32 = 0;
let keys: u32 = 0;
let starts: u32 = 0;
let slotCount: u32 = 0;
let size: u32 = 0;
let mostTexts: u32 = 0;
let heldLimit: u32 = 0;

/** An empty table. For each of the most texts there is room for two slots of 16 bytes, a key of 8 and a start of 4. */
export function openTexts(
  slotsAt: u32,
  keysAt: u32,
  startsAt: u32,
  held: u32,
  heldEnd: u32,
  most: u32,
): void {
  slots = slotsAt;
  keys = keysAt;
  starts = startsAt;
  slotCount = FIRST_SLOTS;
  size = 0;
  mostTexts = most;
  heldLimit = heldEnd;
  store<u32>(starts, held);
  memory.fill(slots, 0, slotCount << 4);
}

/** Where the bytes of a text begin, and those of the one before end. */
export function startOf(code: u32): u32 {
  return load<u32>(starts + (code << 2));
}

/** Texts in the table. */
export function textCount(): u32 {
  return size;
}

/**
 * Writes the codes of `count` texts, whose lengths are at `lengths` and whose bytes follow each other from `bytes` on
 * with 8 bytes of room behind. False when there are too many texts.
 */
export function codeTexts(lengths: u32, bytes: u32, count: u32, codes: u32): bool {
  let start = bytes;
  for (let from: u32 = 0; from < count; from += BATCH) {
    const end = min(count, from + BATCH);
    // Many slots are asked for before the first is needed, as most lie in far memory; what is written is written over.
    let next = start;
    for (let i = from; i < end; i++) {
      const length = load<u32>(lengths + (i << 2));
      const key = keyOf(next, length);
      const slot = slotOf(key, length);
      store<u32>(codes + (i << 2), load<u32>(slots + (slot << 4), 8));
      next += length;
    }
    for (let i = from; i < end; i++) {
      const length = load<u32>(lengths + (i << 2));
      const code = codeOf(start, length);
      if (code < 0) return false;
      store<i32>(codes + (i << 2), code);
      start += length;
    }
  }
  return true;
}

/** The key of a text of so many bytes. */
export function keyOf(start: u32, length: u32): u64 {
  return length <= SHORT ? headOf(start, length) : hashOf(start, length);
}

function codeOf(start: u32, length: u32): i32 {
  const key = keyOf(start, length);
  let slot = slotOf(key, length);
  while (true) {
    const at = slots + (slot << 4);
    const code = load<u32>(at, 8);
    if (code === 0) return add(start, length, key);
    if (
      load<u64>(at) === key &&
      load<u32>(at, 12) === length &&
      (length <= SHORT || isSame(load<u32>(starts + ((code - 1) << 2)), start, length))
    ) {
      return code - 1;
    }
    slot = (slot + 1) & (slotCount - 1);
  }
}

function slotOf(key: u64, length: u32): u32 {
  const spread = (key ^ ((<u64>length) << 59)) * SPREAD;
  return <u32>(spread >> 32) & (slotCount - 1);
}

function add(start: u32, length: u32, key: u64): i32 {
  const at = load<u32>(starts + (size << 2));
  if (size >= mostTexts || at + length > heldLimit) return -1;
  if ((size + 1) << 1 > slotCount) grow();
  memory.copy(at, start, length);
  store<u64>(keys + (size << 3), key);
  enter(key, length, size);
  size++;
  store<u32>(starts + (size << 2), at + length);
  return size - 1;
}

function grow(): void {
  slotCount <<= 1;
  memory.fill(slots, 0, slotCount << 4);
  for (let code: u32 = 0; code < size; code++) {
    const at = starts + (code << 2);
    enter(load<u64>(keys + (code << 3)), load<u32>(at, 4) - load<u32>(at), code);
  }
}

function enter(key: u64, length: u32, code: u32): void {
  let slot = slotOf(key, length);
  while (load<u32>(slots + (slot << 4), 8) !== 0) slot = (slot + 1) & (slotCount - 1);
  const at = slots + (slot << 4);
  store<u64>(at, key);
  store<u32>(at, code + 1, 8);
  store<u32>(at, length, 12);
}
