// AssemblyScript: see ../csv-kernel.ts for how this is built and what calls it.

import { headOf } from './dictionary';
import { startOf, textCount } from './text-table';

/** What is sorted: the first 8 bytes of a text, the greatest first in a word, its number, and its cells from above. */
const ENTRY_BYTES: u32 = 16;
const DIGITS: u32 = 256;

/**
 * Writes the numbers of the table's texts to `order`: those with most cells first, ties by their bytes. `counts` holds the
 * cells of each; `entries` and `spare` are room for 16 bytes for each text, `starts` for 256 numbers of 4 bytes. By digits
 * from the least significant one on (Knuth, The Art of Computer Programming 3, section 5.2.5), and by merging where texts
 * begin alike (section 5.2.4).
 */
export function orderTexts(counts: u32, order: u32, entries: u32, spare: u32, starts: u32): void {
  const size = textCount();
  for (let code: u32 = 0; code < size; code++) {
    const at = entries + code * ENTRY_BYTES;
    const start = startOf(code);
    store<u64>(at, bswap<u64>(headOf(start, startOf(code + 1) - start)));
    store<u32>(at, code, 8);
    store<u32>(at, ~load<u32>(counts + (code << 2)), 12);
  }
  let from = entries;
  let into = spare;
  for (let byte: u32 = 0; byte < 12; byte++) {
    // The cells come behind the number, and count for more than the text.
    if (!deal(from, into, size, byte < 8 ? byte : byte + 4, starts)) continue;
    const held = from;
    from = into;
    into = held;
  }
  for (let i: u32 = 0; i < size; i++) store<u32>(order + (i << 2), load<u32>(from + i * ENTRY_BYTES, 8));
  for (let begin: u32 = 0; begin < size; ) {
    let end = begin + 1;
    while (end < size && isAlike(from, begin, end)) end++;
    if (end - begin > 1) sortAlike(order, into, begin, end);
    begin = end;
  }
}

/** Moves entries by one of their bytes; false where all have the same one, and nothing is moved. */
function deal(from: u32, into: u32, size: u32, byte: u32, starts: u32): bool {
  memory.fill(starts, 0, DIGITS << 2);
  const end = from + size * ENTRY_BYTES;
  for (let at = from; at < end; at += ENTRY_BYTES) {
    const own = starts + ((<u32>load<u8>(at + byte)) << 2);
    store<u32>(own, load<u32>(own) + 1);
  }
  if (size === 0 || load<u32>(starts + ((<u32>load<u8>(from + byte)) << 2)) === size) return false;
  let sum: u32 = 0;
  for (let digit: u32 = 0; digit < DIGITS; digit++) {
    const own = starts + (digit << 2);
    const count = load<u32>(own);
    store<u32>(own, sum);
    sum += count;
  }
  for (let at = from; at < end; at += ENTRY_BYTES) {
    const own = starts + ((<u32>load<u8>(at + byte)) << 2);
    const place = load<u32>(own);
    store<u32>(own, place + 1);
    v128.store(into + place * ENTRY_BYTES, v128.load(at));
  }
  return true;
}

function isAlike(entries: u32, a: u32, b: u32): bool {
  const first = entries + a * ENTRY_BYTES;
  const second = entries + b * ENTRY_BYTES;
  return load<u64>(first) === load<u64>(second) && load<u32>(first, 12) === load<u32>(second, 12);
}

/** Sorts the texts from one place of the order to another by their bytes. */
function sortAlike(order: u32, spare: u32, begin: u32, end: u32): void {
  let from = order;
  let into = spare;
  for (let width: u32 = 1; width < end - begin; width <<= 1) {
    for (let at = begin; at < end; at += width << 1) {
      merge(from, into, at, min(at + width, end), min(at + (width << 1), end));
    }
    const held = from;
    from = into;
    into = held;
  }
  if (from !== order) memory.copy(order + (begin << 2), from + (begin << 2), (end - begin) << 2);
}

function merge(from: u32, into: u32, begin: u32, middle: u32, end: u32): void {
  let left = begin;
  let right = middle;
  for (let at = begin; at < end; at++) {
    const isLeft = left < middle && (right >= end || !isBefore(codeAt(from, right), codeAt(from, left)));
    store<u32>(into + (at << 2), isLeft ? codeAt(from, left++) : codeAt(from, right++));
  }
}

function codeAt(order: u32, place: u32): u32 {
  return load<u32>(order + (place << 2));
}

function isBefore(a: u32, b: u32): bool {
  const startA = startOf(a);
  const startB = startOf(b);
  const lengthA = startOf(a + 1) - startA;
  const lengthB = startOf(b + 1) - startB;
  const shared = min(lengthA, lengthB);
  let at: u32 = 0;
  for (; at + 8 <= shared; at += 8) {
    const first = bswap<u64>(load<u64>(startA + at));
    const second = bswap<u64>(load<u64>(startB + at));
    if (first !== second) return first < second;
  }
  for (; at < shared; at++) {
    const first = load<u8>(startA + at);
    const second = load<u8>(startB + at);
    if (first !== second) return first < second;
  }
  return lengthA < lengthB;
}

/**
 * Writes the bytes of texts in this order one after the other to `into`, and to `ends` where each ends in characters of
 * UTF-16. Returns where the bytes end.
 */
export function gatherTexts(order: u32, count: u32, into: u32, ends: u32): u32 {
  let units: u32 = 0;
  let at = into;
  for (let i: u32 = 0; i < count; i++) {
    const code = codeAt(order, i);
    const start = startOf(code);
    const length = startOf(code + 1) - start;
    memory.copy(at, start, length);
    for (let end = at + length; at < end; at++) units += unitsAt(load<u8>(at));
    store<u32>(ends + (i << 2), units);
  }
  return at;
}

/** Characters of UTF-16 that a byte begins: two for what takes four bytes, none for a byte that goes on. */
function unitsAt(byte: u8): u32 {
  return <u32>((byte & 0xc0) !== 0x80) + <u32>(byte >= 0xf0);
}

/**
 * Writes the characters of the shortest and of the longest text of the table to `into`. 16 bytes behind the texts are
 * looked at.
 */
export function measureTexts(into: u32): void {
  let least: u32 = u32.MAX_VALUE;
  let most: u32 = 0;
  const size = textCount();
  for (let code: u32 = 0; code < size; code++) {
    const start = startOf(code);
    const characters = charactersOf(start, startOf(code + 1) - start);
    least = min(least, characters);
    most = max(most, characters);
  }
  store<u32>(into, least);
  store<u32>(into, most, 4);
}

/** Characters of a text as SQL counts them: bytes that do not continue one. 16 bytes behind it are looked at. */
export function charactersOf(start: u32, length: u32): u32 {
  // Bytes that continue one are those below -64.
  const first = i8x16.splat(-64);
  let characters: u32 = 0;
  for (let at: u32 = 0; at < length; at += 16) {
    const begins = i8x16.bitmask(i8x16.ge_s(v128.load(start + at), first));
    const left = length - at;
    characters += popcnt(left >= 16 ? begins : begins & ((1 << left) - 1));
  }
  return characters;
}
