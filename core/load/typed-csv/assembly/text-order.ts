// AssemblyScript: see ../csv-kernel.ts for how this is built and what calls it.

import { startOf, textCount } from './text-table';

/**
 * Writes the numbers of the table's texts to `order`: those with most cells first, ties by their bytes. `counts` holds the
 * cells of each; `spare` is room for as many numbers of 4 bytes (merging from the bottom up; Knuth, The Art of Computer
 * Programming 3, section 5.2.4).
 */
export function orderTexts(counts: u32, order: u32, spare: u32): void {
  const size = textCount();
  let from = order;
  let into = spare;
  for (let code: u32 = 0; code < size; code++) store<u32>(order + (code << 2), code);
  for (let width: u32 = 1; width < size; width <<= 1) {
    for (let begin: u32 = 0; begin < size; begin += width << 1) {
      merge(counts, from, into, begin, min(begin + width, size), min(begin + (width << 1), size));
    }
    const held = from;
    from = into;
    into = held;
  }
  if (from !== order) memory.copy(order, from, size << 2);
}

function merge(counts: u32, from: u32, into: u32, begin: u32, middle: u32, end: u32): void {
  let left = begin;
  let right = middle;
  for (let at = begin; at < end; at++) {
    const isLeft =
      left < middle && (right >= end || !isBefore(counts, codeAt(from, right), codeAt(from, left)));
    store<u32>(into + (at << 2), isLeft ? codeAt(from, left++) : codeAt(from, right++));
  }
}

function codeAt(order: u32, place: u32): u32 {
  return load<u32>(order + (place << 2));
}

function isBefore(counts: u32, a: u32, b: u32): bool {
  const cellsOfA = load<u32>(counts + (a << 2));
  const cellsOfB = load<u32>(counts + (b << 2));
  if (cellsOfA !== cellsOfB) return cellsOfA > cellsOfB;
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

/** Writes the characters, as SQL counts them, of the shortest and of the longest text of the table to `into`. */
export function measureTexts(into: u32): void {
  let least: u32 = u32.MAX_VALUE;
  let most: u32 = 0;
  const size = textCount();
  for (let code: u32 = 0; code < size; code++) {
    let characters: u32 = 0;
    const end = startOf(code + 1);
    for (let at = startOf(code); at < end; at++) characters += <u32>((load<u8>(at) & 0xc0) !== 0x80);
    least = min(least, characters);
    most = max(most, characters);
  }
  store<u32>(into, least);
  store<u32>(into, most, 4);
}
