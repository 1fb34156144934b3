// AssemblyScript: see ../csv-kernel.ts for how this is built and what calls it.

let next: u32 = 0;

/**
 * Whole numbers of `width` bits each, up to 32, packed from `at` on, as 4 bytes each. 8 bytes behind them are looked at.
 */
export function unpackBits(at: u32, width: u32, count: u32, into: u32): void {
  const mask: u64 = ((<u64>1) << width) - 1;
  for (let i: u32 = 0, bit: u32 = 0; i < count; i++, bit += width) {
    store<u32>(into + (i << 2), <u32>((load<u64>(at + (bit >> 3)) >> (bit & 7)) & mask));
  }
}

/**
 * At least one number in DELTA_BINARY_PACKED of
 * https://github.com/apache/parquet-format/blob/master/Encodings.md from `at` on: as doubles, or as whole numbers of 4
 * bytes. 8 bytes behind them are looked at.
 */
export function unpackDeltas(at: u32, count: u32, isDouble: bool, into: u32): void {
  next = at;
  const blockSize = <u32>varint();
  const miniblocks = <u32>varint();
  varint();
  let value = zigzag();
  put(into, 0, isDouble, value);
  const size = blockSize / miniblocks;
  for (let place: u32 = 1; place < count; ) {
    const least = zigzag();
    const widths = next;
    next += miniblocks;
    for (let i: u32 = 0; i < miniblocks && place < count; i++) {
      const width = <u32>load<u8>(widths + i);
      const end = min(count, place + size);
      const mask: u64 = width < 64 ? ((<u64>1) << width) - 1 : u64.MAX_VALUE;
      for (let bit: u32 = 0; place < end; place++, bit += width) {
        value += least + <i64>packed(next + (bit >> 3), bit & 7, width, mask);
        put(into, place, isDouble, value);
      }
      next += (size >> 3) * width;
    }
  }
}

/** A number that begins `shift` bits into a byte. */
function packed(at: u32, shift: u32, width: u32, mask: u64): u64 {
  const low = load<u64>(at) >> shift;
  if (shift + width <= 64) return low & mask;
  return (low | (load<u64>(at + 8) << (64 - shift))) & mask;
}

function put(into: u32, place: u32, isDouble: bool, value: i64): void {
  if (isDouble) store<f64>(into + (place << 3), <f64>value);
  else store<i32>(into + (place << 2), <i32>value);
}

function varint(): u64 {
  let byte = load<u8>(next++);
  let value = <u64>(byte & 0x7f);
  for (let shift: u64 = 7; byte >= 0x80; shift += 7) {
    byte = load<u8>(next++);
    value |= (<u64>(byte & 0x7f)) << shift;
  }
  return value;
}

function zigzag(): i64 {
  const value = varint();
  return <i64>(value >> 1) ^ -(<i64>(value & 1));
}

/** Values of PLAIN as doubles: bits for `width` 0, else whole numbers of 4 or 8 bytes. */
export function unpackPlain(at: u32, width: u32, count: u32, into: u32): void {
  for (let i: u32 = 0; i < count; i++) {
    const value: f64 =
      width === 0
        ? <f64>((load<u8>(at + (i >> 3)) >> (<u8>i & 7)) & 1)
        : width === 4
          ? <f64>load<i32>(at + (i << 2))
          : <f64>load<i64>(at + (i << 3));
    store<f64>(into + (i << 3), value);
  }
}

/** Numbers of a dictionary of doubles by their places in it, 4 bytes each. */
export function lookUp(places: u32, count: u32, dictionary: u32, into: u32): void {
  for (let i: u32 = 0; i < count; i++) {
    store<f64>(into + (i << 3), load<f64>(dictionary + (load<u32>(places + (i << 2)) << 3)));
  }
}

/** Each number times `factor`, divided by `divisor`. */
export function rescale(values: u32, count: u32, factor: f64, divisor: f64): void {
  for (let at = values; at < values + (count << 3); at += 8)
    store<f64>(at, (load<f64>(at) * factor) / divisor);
}

/**
 * Moves `count` doubles from the beginning to their rows, the last one first, and NaN to the rows without one; `present`
 * holds a bit per row, least significant first.
 */
export function spread(values: u32, present: u32, rows: u32, count: u32): void {
  let value = values + (count << 3);
  for (let row = rows; row > 0; ) {
    row--;
    const isPresent = ((load<u8>(present + (row >> 3)) >> (<u8>row & 7)) & 1) !== 0;
    if (isPresent) value -= 8;
    store<f64>(values + (row << 3), isPresent ? load<f64>(value) : NaN);
  }
}
