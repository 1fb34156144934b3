// AssemblyScript: see ../csv-kernel.ts for how this is built and what calls it.

const TAB: u8 = 9;
const LINE_FEED: u8 = 10;
const CARRIAGE_RETURN: u8 = 13;
const BLANK: u8 = 32;
const HYPHEN: u8 = 45;
const ZERO: u8 = 48;
const NINE: u8 = 57;
const COLON: u8 = 58;
const AT: u8 = 64;
const LAST: u8 = 126;

/** Hyphens so near to each other may be those of a number. */
const HYPHEN_REACH: u32 = 5;

/**
 * Finds the texts that are no plain prose: of up to `longerThan` bytes, without a blank inside or with white space
 * at an end, or with a byte that numbers, times, addresses and flaws have. Lengths are at `lengths`, bytes follow
 * each other from `bytes` on with 16 bytes of room behind. Writes which ones to `found` and returns how many.
 */
export function findOthers(lengths: u32, bytes: u32, count: u32, longerThan: u32, found: u32): u32 {
  let others: u32 = 0;
  let start = bytes;
  for (let i: u32 = 0; i < count; i++) {
    const length = load<u32>(lengths + (i << 2));
    if (length <= longerThan || !isProse(start, start + length)) {
      store<u32>(found + (others << 2), i);
      others++;
    }
    start += length;
  }
  return others;
}

function isProse(start: u32, end: u32): bool {
  if (isWhite(load<u8>(start)) || isWhite(load<u8>(end - 1))) return false;
  const blanks = i8x16.splat(BLANK);
  let hasBlank = false;
  for (let at = start; at < end; at += 16) {
    const block = v128.load(at);
    const left = end - at;
    const inside = left >= 16 ? 0xffff : (1 << left) - 1;
    if ((plainBytes(block) & inside) !== inside) return isProseAt(start, end);
    if ((i8x16.bitmask(i8x16.eq(block, blanks)) & inside) !== 0) hasBlank = true;
  }
  return hasBlank;
}

/** Bits of the bytes that are plain wherever they stand. */
function plainBytes(block: v128): i32 {
  // Bytes beyond ASCII are negative here.
  const isText = v128.and(i8x16.ge_s(block, i8x16.splat(BLANK)), i8x16.le_s(block, i8x16.splat(LAST)));
  const isDigit = v128.and(i8x16.ge_s(block, i8x16.splat(ZERO)), i8x16.le_s(block, i8x16.splat(COLON)));
  const isSign = v128.or(i8x16.eq(block, i8x16.splat(AT)), i8x16.eq(block, i8x16.splat(HYPHEN)));
  return i8x16.bitmask(v128.andnot(isText, v128.or(isDigit, isSign)));
}

/** The same byte by byte, for texts with a hyphen or white space other than blanks. */
function isProseAt(start: u32, end: u32): bool {
  let hasBlank = false;
  let lastHyphen: u32 = 0;
  for (let at = start; at < end; at++) {
    const byte = load<u8>(at);
    if (byte === BLANK) hasBlank = true;
    else if (byte === HYPHEN) {
      if (lastHyphen !== 0 && at - lastHyphen <= HYPHEN_REACH) return false;
      lastHyphen = at;
    } else if (byte > LAST || byte === AT || byte === COLON || (byte >= ZERO && byte <= NINE)) return false;
    else if (byte < BLANK && !isWhite(byte)) return false;
  }
  return hasBlank;
}

function isWhite(byte: u8): bool {
  return byte === BLANK || byte === TAB || byte === LINE_FEED || byte === CARRIAGE_RETURN;
}
