import { copyText } from './plain.ts';
import type { TextCells } from './present-cells.ts';
import { createSlots, isTooVaried, maxValues, slotAfter, slotOf } from './value-slots.ts';

/**
 * Different texts among cells in the order in which they come first; each cell's place among them goes into `indices`.
 * Null where there are too many.
 */
export function findTexts(cells: TextCells, indices: Uint32Array): TextCells | null {
  const { lengths, bytes, count } = cells;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const slots = createSlots();
  const starts = new Int32Array(maxValues);
  const hashes = new Int32Array(maxValues);
  const sizes = new Int32Array(maxValues);
  let valueCount = 0;
  let start = 0;
  for (let cell = 0; cell < count; cell++) {
    const length = lengths[cell] ?? 0;
    const hash = hashText(view, start, length);
    let slot = slotOf(hash);
    let place = (slots[slot] ?? 0) - 1;
    while (
      place >= 0 &&
      (hashes[place] !== hash ||
        sizes[place] !== length ||
        !isSame(view, { a: starts[place] ?? 0, b: start, length }))
    ) {
      slot = slotAfter(slot);
      place = (slots[slot] ?? 0) - 1;
    }
    if (place < 0) {
      if (isTooVaried(valueCount, cell)) return null;
      place = valueCount++;
      starts[place] = start;
      hashes[place] = hash;
      sizes[place] = length;
      slots[slot] = place + 1;
    }
    indices[cell] = place;
    start += length;
  }
  return gatherTexts(bytes, starts, sizes.subarray(0, valueCount));
}

/** Texts are read four bytes at a time; the last four may be read twice, so that no loop over single bytes is left. */
export function hashText(bytes: DataView, start: number, length: number): number {
  if (length < 4) return length === 0 ? 0 : shortKey(bytes, start, length);
  const last = start + length - 4;
  let hash = length;
  for (let at = start; at < last; at += 4) {
    hash = Math.imul(hash ^ (hash >>> 15) ^ bytes.getInt32(at, true), 0x85ebca6b);
  }
  return Math.imul(hash ^ (hash >>> 15) ^ bytes.getInt32(last, true), 0x85ebca6b);
}

/** Whether the texts of `length` bytes from `a` and from `b` on are the same. */
function isSame(bytes: DataView, { a, b, length }: { a: number; b: number; length: number }): boolean {
  if (length < 4) return length === 0 || shortKey(bytes, a, length) === shortKey(bytes, b, length);
  const last = length - 4;
  for (let i = 0; i < last; i += 4) {
    if (bytes.getInt32(a + i, true) !== bytes.getInt32(b + i, true)) return false;
  }
  return bytes.getInt32(a + last, true) === bytes.getInt32(b + last, true);
}

/** All that a text of one to three bytes consists of. */
function shortKey(bytes: DataView, start: number, length: number): number {
  const middle = bytes.getUint8(start + (length >> 1));
  return bytes.getUint8(start) | (middle << 8) | (bytes.getUint8(start + length - 1) << 16) | (length << 24);
}

function gatherTexts(bytes: Uint8Array, starts: Int32Array, lengths: Int32Array): TextCells {
  const into = new Uint8Array(lengths.reduce((total, length) => total + length, 0));
  let at = 0;
  for (const [i, length] of lengths.entries()) {
    copyText(bytes, { from: starts[i] ?? 0, length, into, at });
    at += length;
  }
  return { kind: 'text', count: lengths.length, lengths, bytes: into };
}
