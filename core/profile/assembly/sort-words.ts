// AssemblyScript: see ../profile-kernel.ts for how this is built and what calls it.

const SIGN: u64 = (<u64>0x80000000) << 32;
/** Upper bits by which doubles are sorted before others count, three digits of 11, and steps for each of them to get its place after that. */
const FIRST_BITS: u32 = 33;
const MOST_STEPS: u64 = 8;

/**
 * Words that one call looks at: an engine puts optimised code in the place of a function between two calls of it. For the
 * same reason these functions are exported, which keeps the compiler from writing them into their caller.
 */
const STRETCH: u32 = 65536;

/**
 * Sorts words of 8 bytes ascending by their bits `from` to `to` (exclusive, at most 33 of them), equal ones as they were
 * (least significant digit first; Knuth, The Art of Computer Programming 3, algorithm 5.2.5 R). `spare` has room for them,
 * `starts` for 3 times 2048 numbers of 4 bytes. Returns where the sorted ones are: one of both.
 */
export function sortWords(words: u32, spare: u32, count: u32, from: u32, to: u32, starts: u32): u32 {
  if (to <= from) return words;
  const width = (to - from + 2) / 3;
  memory.fill(starts, 0, 12 << width);
  for (let i: u32 = 0; i < count; i += STRETCH) {
    countDigits(words + (i << 3), min(STRETCH, count - i), from, width, starts);
  }
  for (let digit: u32 = 0; digit < 3; digit++) {
    const own = starts + ((digit << width) << 2);
    if (!startsOfDigits(count, width, own)) continue;
    for (let i: u32 = 0; i < count; i += STRETCH) {
      dealWords(words + (i << 3), spare, min(STRETCH, count - i), from + digit * width, width, own);
    }
    const held = words;
    words = spare;
    spare = held;
  }
  return words;
}

/** Counts words by each of the three digits of `width` bits from `shift` on. */
export function countDigits(words: u32, count: u32, shift: u32, width: u32, counts: u32): void {
  const mask: u32 = (1 << width) - 1;
  const by: u64 = shift;
  const second = counts + (4 << width);
  const third = second + (4 << width);
  const end = words + (count << 3);
  for (let at = words; at < end; at += 8) {
    const bits = load<u64>(at) >> by;
    const low = counts + ((<u32>bits & mask) << 2);
    const middle = second + ((<u32>(bits >> <u64>width) & mask) << 2);
    const high = third + ((<u32>(bits >> <u64>(2 * width)) & mask) << 2);
    store<u32>(low, load<u32>(low) + 1);
    store<u32>(middle, load<u32>(middle) + 1);
    store<u32>(high, load<u32>(high) + 1);
  }
}

/** Turns counts into where each digit's words begin in sorted order; false when all share one digit. */
function startsOfDigits(count: u32, width: u32, counts: u32): bool {
  let sum: u32 = 0;
  for (let at = counts; at < counts + (4 << width); at += 4) {
    const size = load<u32>(at);
    if (size === count) return false;
    store<u32>(at, sum);
    sum += size;
  }
  return true;
}

/** Puts words behind the others of their digit. */
export function dealWords(words: u32, into: u32, count: u32, shift: u32, width: u32, starts: u32): void {
  const mask: u64 = (1 << width) - 1;
  const by: u64 = shift;
  const end = words + (count << 3);
  for (let at = words; at < end; at += 8) {
    const word = load<u64>(at);
    const own = starts + ((<u32>((word >> by) & mask)) << 2);
    const place = load<u32>(own);
    store<u32>(own, place + 1);
    store<u64>(into + (place << 3), word);
  }
}

/** The bits of a double, turned so that they order as whole numbers do: -0 just below 0. */
function turned(bits: u64): u64 {
  return bits ^ (<u64>(<i64>bits >> 63) | SIGN);
}

/**
 * Sorts the finite ones of `count` doubles ascending; -0 comes before 0. `spare` has room for all, `starts` as for
 * `sortWords`. Writes how many there are to `found` (4 bytes) and returns where they are.
 */
export function sortDoubles(values: u32, spare: u32, count: u32, starts: u32, found: u32): u32 {
  let into = values;
  let low: u64 = u64.MAX_VALUE;
  let high: u64 = 0;
  const end = values + (count << 3);
  for (let at = values; at < end; at += 8) {
    if (!Number.isFinite(load<f64>(at))) continue;
    const word = turned(load<u64>(at));
    low = min(low, word);
    high = max(high, word);
    store<u64>(into, word);
    into += 8;
  }
  const size = (into - values) >> 3;
  store<u32>(found, size);
  if (size === 0) return values;
  for (let at = values; at < into; at += 8) store<u64>(at, load<u64>(at) - low);
  const sorted = sortSpread(values, spare, size, 64 - <u32>clz(high - low), starts);
  const last = sorted + (size << 3);
  for (let at = sorted; at < last; at += 8) {
    const word = load<u64>(at) + low;
    store<u64>(at, word ^ (<u64>(~(<i64>word) >> 63) | SIGN));
  }
  return sorted;
}

/** Sorts words of so many bits: by the upper ones first, which is all that most columns need but for a few exchanges. */
function sortSpread(words: u32, spare: u32, count: u32, bits: u32, starts: u32): u32 {
  if (bits <= FIRST_BITS) return sortWords(words, spare, count, 0, bits, starts);
  const nearly = sortWords(words, spare, count, bits - FIRST_BITS, bits, starts);
  if (insertWords(nearly, count)) return nearly;
  const other = words + spare - nearly;
  const lower = sortWords(nearly, other, count, 0, bits - FIRST_BITS, starts);
  return sortWords(lower, nearly + other - lower, count, bits - FIRST_BITS, bits, starts);
}

/** Sorts words that are nearly sorted by insertion; false when it gives up for too many steps. */
function insertWords(words: u32, count: u32): bool {
  let left: u64 = MOST_STEPS * count;
  const end = words + (count << 3);
  let before = load<u64>(words);
  for (let next = words + 8; next < end; next += 8) {
    const word = load<u64>(next);
    if (word >= before) {
      before = word;
      continue;
    }
    let at = next;
    while (at > words && load<u64>(at - 8) > word) {
      store<u64>(at, load<u64>(at - 8));
      at -= 8;
      if (--left === 0) {
        store<u64>(at, word);
        return false;
      }
    }
    store<u64>(at, word);
  }
  return true;
}

/** Pairs of 8 bytes of doubles that are not NaN: the lower half of their turned bits, then the position. Returns their number. */
export function lowerToPairs(values: u32, count: u32, pairs: u32): u32 {
  let into = pairs;
  for (let i: u32 = 0; i < count; i++) {
    const at = values + (i << 3);
    if (Number.isNaN(load<f64>(at))) continue;
    store<u32>(into, i);
    store<u32>(into, <u32>turned(load<u64>(at)), 4);
    into += 8;
  }
  return (into - pairs) >> 3;
}

/** Puts the upper half of the turned bits of the double at each pair's position in the place of the lower one. */
export function upperToPairs(values: u32, pairs: u32, count: u32): void {
  const end = pairs + (count << 3);
  for (let at = pairs; at < end; at += 8) {
    store<u32>(at, <u32>(turned(load<u64>(values + (load<u32>(at) << 3))) >> 32), 4);
  }
}

/** Leaves the positions of pairs, 4 bytes each, in their order. */
export function pairsToPlaces(pairs: u32, count: u32): void {
  for (let i: u32 = 0; i < count; i++) store<u32>(pairs + (i << 2), load<u32>(pairs + (i << 3)));
}
