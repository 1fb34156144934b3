import { varintAt, zigzagAt } from './decode-levels.ts';

/**
 * The indices of a page in RLE_DICTIONARY from `at` on: `count` of them into `into`. As `appendIndices` writes them:
 * one run.
 */
export function decodeIndices(bytes: Uint8Array, at: number, into: Uint16Array, count: number): void {
  const width = bytes[at] ?? 0;
  const { value: header, end } = varintAt(bytes, at + 1);
  if (header % 2 === 0) {
    const value = (bytes[end] ?? 0) + (width > 8 ? (bytes[end + 1] ?? 0) * 256 : 0);
    into.fill(value, 0, count);
    return;
  }
  const mask = 2 ** width - 1;
  let word = 0;
  let bits = 0;
  let from = end;
  for (let i = 0; i < count; i++) {
    while (bits < width) {
      word |= (bytes[from++] ?? 0) << bits;
      bits += 8;
    }
    into[i] = word & mask;
    word >>>= width;
    bits -= width;
  }
}

/**
 * The numbers of a page in DELTA_BINARY_PACKED from `at` on, as doubles: `count` of them, at least one, into `into`.
 */
export function decodeDeltas(bytes: Uint8Array, at: number, into: Float64Array, count: number): void {
  const blockSize = varintAt(bytes, at);
  const miniblocks = varintAt(bytes, blockSize.end);
  const total = varintAt(bytes, miniblocks.end);
  const first = zigzagAt(bytes, total.end);
  const size = blockSize.value / miniblocks.value;
  into[0] = first.value;
  let from = first.end;
  for (let place = 1; place < count; ) {
    const least = zigzagAt(bytes, from);
    const widths = least.end;
    from = widths + miniblocks.value;
    for (let i = 0; i < miniblocks.value && place < count; i++) {
      const width = bytes[widths + i] ?? 0;
      const end = Math.min(count, place + size);
      const add = width <= narrowBits ? addNarrow : addWide;
      add({ bytes, at: from, width, least: least.value }, into, place, end);
      place = end;
      from += (size / 8) * width;
    }
  }
}

/** What the numbers of a miniblock differ from the one before, by `least` and what is packed. */
interface Deltas {
  readonly bytes: Uint8Array;
  readonly at: number;
  readonly width: number;
  readonly least: number;
}

/** So many bits are always within four bytes. */
const narrowBits = 25;

function addNarrow(
  { bytes, at, width, least }: Deltas,
  into: Float64Array,
  begin: number,
  end: number,
): void {
  const mask = 2 ** width - 1;
  let value = into[begin - 1] ?? 0;
  let from = at;
  let word = 0;
  let bits = 0;
  for (let place = begin; place < end; place++) {
    while (bits < width) {
      word |= (bytes[from++] ?? 0) << bits;
      bits += 8;
    }
    value += least + (word & mask);
    into[place] = value;
    word >>>= width;
    bits -= width;
  }
}

const powers = Float64Array.from({ length: 33 }, (_, bits) => 2 ** bits);
const masks = Int32Array.from(powers, (power) => power - 1);

/** Reads up to seven bytes past the page, which must be there. */
function addWide({ bytes, at, width, least }: Deltas, into: Float64Array, begin: number, end: number): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  let value = into[begin - 1] ?? 0;
  let from = at;
  let shift = 0;
  for (let place = begin; place < end; place++) {
    const lowBits = 32 - shift;
    const low = view.getUint32(from, true) >>> shift;
    const highMask = masks[Math.max(0, width - lowBits)] ?? 0;
    const high = (view.getUint32(from + 4, true) & highMask) >>> 0;
    value += least + (width < lowBits ? low & (masks[width] ?? 0) : low + high * (powers[lowBits] ?? 0));
    into[place] = value;
    shift += width;
    from += shift >> 3;
    shift &= 7;
  }
}
