// AssemblyScript: see ../csv-kernel.ts for how this is built and what calls it, and cells.ts for what readers do.

import { endOf, miss, startOf, targetOf, ZERO } from './cells';

/** Texts: lengths as 32 bits, and the bytes one after the other from `bytes` on, with room for a vector behind. */
export function readTexts(from: u32, rows: u32, bytes: u32): u32 {
  let to = bytes;
  for (let i = from; i < rows; i++) {
    let at = startOf(i);
    const length = endOf(i) - at;
    store<u32>(targetOf(i, 2), length);
    if (length === 0) {
      miss(i);
      continue;
    }
    const end = to + length;
    do {
      v128.store(to, v128.load(at));
      to += 16;
      at += 16;
    } while (to < end);
    to = end;
  }
  bytesEnd = to;
  return rows;
}

/** Where the bytes of the last texts end. */
let bytesEnd: u32 = 0;

export function textEnd(): u32 {
  return bytesEnd;
}

/**
 * The first cell from `from` on that is more than digits, or begins with a 0 that is not alone when `isWhole`;
 * `rows` for none.
 */
export function firstUnusualDigits(from: u32, rows: u32, isWhole: bool): u32 {
  for (let i = from; i < rows; i++) {
    const start = startOf(i);
    const end = endOf(i);
    if (isWhole && end - start > 1 && load<u8>(start) === ZERO) return i;
    for (let at = start; at < end; at++) if (<u32>(load<u8>(at) ^ ZERO) > 9) return i;
  }
  return rows;
}
