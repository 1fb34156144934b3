/** Different texts and a number for each, in the order in which they come. */
export interface TextTable {
  /** The number of the text of `length` bytes at `start`; -1 when there are too many texts. */
  codeOf(bytes: DataView, start: number, length: number): number;
  readonly size: number;
  /** The bytes of a text. */
  textOf(code: number): Uint8Array;
}

const firstSlots = 4096;
const firstBytes = 1 << 16;

/** An empty table for up to `most` texts of `mostBytes` in all. */
export function createTextTable({ most, mostBytes }: { most: number; mostBytes: number }): TextTable {
  let slots = new Int32Array(firstSlots);
  let hashes = new Int32Array(firstSlots / 2);
  let starts = new Float64Array(firstSlots / 2 + 1);
  let held = new Uint8Array(firstBytes);
  let view = new DataView(held.buffer);
  let size = 0;

  function grow(): void {
    slots = new Int32Array(2 * slots.length);
    hashes = resized(hashes, slots.length / 2);
    starts = resized(starts, slots.length / 2 + 1);
    const mask = slots.length - 1;
    for (let code = 0; code < size; code++) {
      let slot = (hashes[code] ?? 0) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = code + 1;
    }
  }

  function add(bytes: DataView, start: number, length: number): void {
    const at = starts[size] ?? 0;
    if (at + length > held.length) {
      held = resized(held, Math.max(at + length, 2 * held.length));
      view = new DataView(held.buffer);
    }
    held.set(new Uint8Array(bytes.buffer, bytes.byteOffset + start, length), at);
    size++;
    starts[size] = at + length;
  }

  return {
    codeOf(bytes, start, length) {
      const hash = mixed(hashText(bytes, start, length));
      let mask = slots.length - 1;
      let slot = hash & mask;
      for (let code = (slots[slot] ?? 0) - 1; code >= 0; code = (slots[slot] ?? 0) - 1) {
        const at = starts[code] ?? 0;
        if (
          hashes[code] === hash &&
          (starts[code + 1] ?? 0) - at === length &&
          isEqual(view, at, bytes, start, length)
        ) {
          return code;
        }
        slot = (slot + 1) & mask;
      }
      if (size >= most || (starts[size] ?? 0) + length > mostBytes) return -1;
      if (2 * (size + 1) > slots.length) {
        grow();
        mask = slots.length - 1;
        slot = hash & mask;
        while (slots[slot] !== 0) slot = (slot + 1) & mask;
      }
      hashes[size] = hash;
      slots[slot] = size + 1;
      add(bytes, start, length);
      return size - 1;
    },
    get size() {
      return size;
    },
    textOf: (code) => held.subarray(starts[code], starts[code + 1]),
  };
}

/** Spreads a hash over its low bits, which choose the slot. */
function mixed(hash: number): number {
  const half = Math.imul(hash ^ (hash >>> 15), 0x9e3779b1);
  return half ^ (half >>> 16);
}

function isEqual(a: DataView, atA: number, b: DataView, atB: number, length: number): boolean {
  let i = 0;
  for (; i + 4 <= length; i += 4) if (a.getInt32(atA + i) !== b.getInt32(atB + i)) return false;
  for (; i < length; i++) if (a.getUint8(atA + i) !== b.getUint8(atB + i)) return false;
  return true;
}

type Numbers = Int32Array<ArrayBuffer> | Float64Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;

function resized<T extends Numbers>(array: T, length: number): T {
  const larger = new (array.constructor as new (length: number) => T)(length);
  larger.set(array);
  return larger;
}

/** Texts are read four bytes at a time; the last four may be read twice, so that no loop over single bytes is left. */
function hashText(bytes: DataView, start: number, length: number): number {
  if (length < 4) return length === 0 ? 0 : shortKey(bytes, start, length);
  const last = start + length - 4;
  let hash = length;
  for (let at = start; at < last; at += 4) {
    hash = Math.imul(hash ^ (hash >>> 15) ^ bytes.getInt32(at, true), 0x85ebca6b);
  }
  return Math.imul(hash ^ (hash >>> 15) ^ bytes.getInt32(last, true), 0x85ebca6b);
}

/** All that a text of one to three bytes consists of. */
function shortKey(bytes: DataView, start: number, length: number): number {
  const middle = bytes.getUint8(start + (length >> 1));
  return bytes.getUint8(start) | (middle << 8) | (bytes.getUint8(start + length - 1) << 16) | (length << 24);
}
