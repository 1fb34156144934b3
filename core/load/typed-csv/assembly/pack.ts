// AssemblyScript: see ../csv-kernel.ts for how this is built and what calls it.

/**
 * Writes the lowest `width` bits (1 to 32; all others are 0) of each of `count` numbers of 32 bits after those of
 * the one before, least bit first. Returns where they end, with up to 7 bytes of room behind that are touched.
 */
export function packBits(numbers: u32, count: u32, width: u32, target: u32): u32 {
  let word: u64 = 0;
  let bits: u32 = 0;
  let to = target;
  for (let i: u32 = 0; i < count; i++) {
    word |= (<u64>load<u32>(numbers + (i << 2))) << bits;
    bits += width;
    if (bits < 32) continue;
    store<u32>(to, <u32>word);
    to += 4;
    word >>= 32;
    bits -= 32;
  }
  store<u64>(to, word);
  return to + ((bits + 7) >> 3);
}

const BLOCK: u32 = 2048;
const MINIBLOCK: u32 = 256;
const MINIBLOCKS: u32 = 8;

/**
 * Whole numbers in DELTA_BINARY_PACKED of https://github.com/apache/parquet-format/blob/master/Encodings.md, at
 * least one: of 8 bytes when `isWide`, else of 4. Differences are taken as 64 bits. Returns where they end; up to 32
 * KiB of room behind the numbers' own size are touched.
 */
export function packDeltas(numbers: u32, count: u32, isWide: bool, target: u32): u32 {
  let to = varint(target, BLOCK);
  to = varint(to, MINIBLOCKS);
  to = varint(to, count);
  let previous = numberAt(numbers, 0, isWide);
  to = zigzag(to, previous);
  for (let from: u32 = 1; from < count; from += BLOCK) {
    const end = min(from + BLOCK, count);
    let least: i64 = i64.MAX_VALUE;
    let before = previous;
    for (let i = from; i < end; i++) {
      const number = numberAt(numbers, i, isWide);
      const delta = number - before;
      if (delta < least) least = delta;
      before = number;
    }
    to = zigzag(to, least);
    const widths = to;
    store<u64>(widths, 0);
    to += MINIBLOCKS;
    for (let first = from, miniblock: u32 = 0; first < end; first += MINIBLOCK, miniblock++) {
      const last = min(first + MINIBLOCK, end);
      let all: u64 = 0;
      before = previous;
      for (let i = first; i < last; i++) {
        const number = numberAt(numbers, i, isWide);
        all |= <u64>(number - before - least);
        before = number;
      }
      const width = <u32>(64 - clz(all));
      store<u8>(widths + miniblock, <u8>width);
      to = packMiniblock(numbers, first, last, isWide, previous, least, width, to);
      previous = before;
    }
  }
  return to;
}

function packMiniblock(
  numbers: u32,
  first: u32,
  last: u32,
  isWide: bool,
  previous: i64,
  least: i64,
  width: u32,
  target: u32,
): u32 {
  const end = target + (MINIBLOCK >> 3) * width;
  memory.fill(target, 0, end - target + 8);
  let before = previous;
  let to = target;
  let word: u64 = 0;
  let bits: u32 = 0;
  for (let i = first; i < last; i++) {
    const number = numberAt(numbers, i, isWide);
    const excess = <u64>(number - before - least);
    before = number;
    word |= excess << bits;
    if (bits + width >= 64) {
      store<u64>(to, word);
      to += 8;
      word = bits === 0 ? 0 : excess >> (64 - bits);
      bits = bits + width - 64;
    } else bits += width;
  }
  if (bits > 0) store<u64>(to, word);
  return end;
}

function numberAt(numbers: u32, i: u32, isWide: bool): i64 {
  return isWide ? load<i64>(numbers + (i << 3)) : <i64>load<i32>(numbers + (i << 2));
}

function varint(target: u32, value: u64): u32 {
  let to = target;
  let rest = value;
  while (rest >= 128) {
    store<u8>(to++, <u8>(rest | 128));
    rest >>= 7;
  }
  store<u8>(to++, <u8>rest);
  return to;
}

function zigzag(target: u32, value: i64): u32 {
  return varint(target, <u64>((value << 1) ^ (value >> 63)));
}
