// AssemblyScript: see ../csv-kernel.ts for how this is built and what calls it.

import { isSame, SPREAD } from './dictionary';
import { keyOf, startOf, textCount } from './text-table';

const DIGIT: u8 = 0x39;
const CAPITAL: u8 = 0x41;
const LETTER: u8 = 0x61;
const PLUS: u8 = 0x2b;
const LAST: u8 = 0x7e;

/** Room for a shape, and behind it what hashing may look at. */
const SHAPE_BYTES: u32 = 256;

/**
 * Counts the shapes of the texts of up to `longest` bytes, 120 at most: capitals become A, other letters a, several of
 * these a+, digits 9. Writes to `entries`, 16 bytes for each shape, its key, the first text that has it, and the cells that
 * have it; to `others` the numbers of texts that have a byte beyond ASCII. Returns how many shapes there are, and behind
 * the last entry how many others. `slots` are `slotCount` numbers of 4 bytes, a power of two above the number of texts;
 * `spare` is room for two shapes.
 */
export function countShapes(
  counts: u32,
  longest: u32,
  slots: u32,
  slotCount: u32,
  entries: u32,
  others: u32,
  spare: u32,
): u32 {
  memory.fill(slots, 0, slotCount << 2);
  const size = textCount();
  let found: u32 = 0;
  let unread: u32 = 0;
  for (let code: u32 = 0; code < size; code++) {
    const start = startOf(code);
    const end = startOf(code + 1);
    if (end - start > longest) continue;
    const length = shapeOf(start, end, spare);
    if (length < 0) {
      store<u32>(others + (unread << 2), code);
      unread++;
      continue;
    }
    const key = keyOf(spare, length);
    let slot = <u32>((key * SPREAD) >> 32) & (slotCount - 1);
    let entry = load<u32>(slots + (slot << 2));
    while (entry !== 0 && !isShape(entries + ((entry - 1) << 4), key, length, spare)) {
      slot = (slot + 1) & (slotCount - 1);
      entry = load<u32>(slots + (slot << 2));
    }
    if (entry === 0) {
      const at = entries + (found << 4);
      store<u64>(at, key);
      store<u32>(at, code, 8);
      store<u32>(at, 0, 12);
      found++;
      store<u32>(slots + (slot << 2), found);
      entry = found;
    }
    const at = entries + ((entry - 1) << 4);
    store<u32>(at, load<u32>(at, 12) + load<u32>(counts + (code << 2)), 12);
  }
  store<u32>(entries + (found << 4), unread);
  return found;
}

/** Writes a shape and zeros behind it; its length, -1 for a byte beyond ASCII. */
function shapeOf(start: u32, end: u32, into: u32): i32 {
  let at = into;
  let run: u32 = 0;
  for (let from = start; from < end; from++) {
    const byte = load<u8>(from);
    if (byte > LAST) return -1;
    const isLetter = byte >= 0x61 && byte <= 0x7a;
    run = isLetter ? run + 1 : 0;
    if (run > 2) continue;
    let shown = byte;
    if (run === 2) shown = PLUS;
    else if (isLetter) shown = LETTER;
    else if (byte >= 0x30 && byte <= 0x39) shown = DIGIT;
    else if (byte >= 0x41 && byte <= 0x5a) shown = CAPITAL;
    store<u8>(at++, shown);
  }
  store<u64>(at, 0);
  return at - into;
}

/** Whether an entry is of the shape at `spare`. */
function isShape(entry: u32, key: u64, length: u32, spare: u32): bool {
  if (load<u64>(entry) !== key) return false;
  const other = spare + SHAPE_BYTES;
  const code = load<u32>(entry, 8);
  return <u32>shapeOf(startOf(code), startOf(code + 1), other) === length && isSame(spare, other, length);
}
