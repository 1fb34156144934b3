// AssemblyScript: see ../profile-kernel.ts for how this is built and what calls it.

/**
 * Whether all of `count` doubles at `values` are the doubles nearest to whole multiples of 1 / `scale`, or NaN. If so, the
 * smallest multiple, the largest one and how many are not NaN stand at `range` afterwards, as three doubles.
 */
export function multiplesRange(values: u32, count: u32, scale: f64, range: u32): bool {
  const scales = f64x2.splat(scale);
  const halves = f64x2.splat(0.5);
  let lows = f64x2.splat(Infinity);
  let highs = f64x2.splat(-Infinity);
  let minus = i64x2.splat(0);
  const end = values + ((count & ~1) << 3);
  for (let at = values; at < end; at += 16) {
    const pair = v128.load(at);
    const multiples = f64x2.floor(f64x2.add(f64x2.mul(pair, scales), halves));
    const isThere = f64x2.eq(pair, pair);
    if (v128.any_true(v128.and(f64x2.ne(f64x2.div(multiples, scales), pair), isThere))) return false;
    // NaN leaves the smallest and the largest as they are.
    lows = f64x2.pmin(lows, multiples);
    highs = f64x2.pmax(highs, multiples);
    minus = i64x2.add(minus, isThere);
  }
  let low = min(f64x2.extract_lane(lows, 0), f64x2.extract_lane(lows, 1));
  let high = max(f64x2.extract_lane(highs, 0), f64x2.extract_lane(highs, 1));
  let present = -(<f64>(i64x2.extract_lane(minus, 0) + i64x2.extract_lane(minus, 1)));
  if ((count & 1) !== 0 && !Number.isNaN(load<f64>(end))) {
    const multiple = multipleOf(load<f64>(end), scale);
    if (multiple / scale !== load<f64>(end)) return false;
    low = min(low, multiple);
    high = max(high, multiple);
    present++;
  }
  store<f64>(range, low);
  store<f64>(range, high, 8);
  store<f64>(range, present, 16);
  return true;
}

/** The whole multiple of 1 / `scale` that is next to a number. */
export function multipleOf(value: f64, scale: f64): f64 {
  return Math.floor(value * scale + 0.5);
}

/** Counts the multiples of 1 / `scale` among doubles, from the multiple `low` on: `counts` of 4 bytes, cleared before. */
export function countMultiples(values: u32, count: u32, scale: f64, low: f64, counts: u32): void {
  const end = values + (count << 3);
  for (let at = values; at < end; at += 8) {
    const value = load<f64>(at);
    if (Number.isNaN(value)) continue;
    const own = counts + ((<u32>(multipleOf(value, scale) - low)) << 2);
    store<u32>(own, load<u32>(own) + 1);
  }
}

/**
 * Writes the multiples that were counted in ascending order to `sorted` as doubles, and to `ends` where each different one
 * ends there (4 bytes). Returns how many different ones there are.
 */
export function spreadCounts(counts: u32, size: u32, scale: f64, low: f64, sorted: u32, ends: u32): u32 {
  let into = sorted;
  let endAt = ends;
  for (let key: u32 = 0; key < size; key++) {
    const count = load<u32>(counts + (key << 2));
    if (count === 0) continue;
    const value = (low + <f64>key) / scale;
    for (const end = into + (count << 3); into < end; into += 8) store<f64>(into, value);
    store<u32>(endAt, (into - sorted) >> 3);
    endAt += 4;
  }
  return (endAt - ends) >> 2;
}

/**
 * Turns counts into the number of each multiple among the different ones, and writes to `ends` how many cells hold it or a
 * smaller one. Returns how many different ones there are.
 */
export function numberCounts(counts: u32, size: u32, ends: u32): u32 {
  let runs: u32 = 0;
  let end: u32 = 0;
  for (let at = counts; at < counts + (size << 2); at += 4) {
    const count = load<u32>(at);
    if (count === 0) continue;
    end += count;
    store<u32>(ends + (runs << 2), end);
    store<u32>(at, runs++);
  }
  return runs;
}

/** Turns doubles into words of 8 bytes in place, multiples of 1 / `scale` above `low`. NaN is left out; returns the rest's number. */
export function multiplesToWords(values: u32, count: u32, scale: f64, low: f64): u32 {
  let into = values;
  const end = values + (count << 3);
  for (let at = values; at < end; at += 8) {
    const value = load<f64>(at);
    if (Number.isNaN(value)) continue;
    store<u64>(into, <u64>(<u32>(multipleOf(value, scale) - low)));
    into += 8;
  }
  return (into - values) >> 3;
}

/** Turns such words back into doubles in place. */
export function wordsToMultiples(words: u32, count: u32, scale: f64, low: f64): void {
  const end = words + (count << 3);
  for (let at = words; at < end; at += 8) store<f64>(at, (low + <f64>load<u32>(at)) / scale);
}

/** Pairs of 8 bytes of doubles that are not NaN: the multiple above `low` in the upper half, the position in the lower one. */
export function multiplesToPairs(values: u32, count: u32, scale: f64, low: f64, pairs: u32): u32 {
  let into = pairs;
  for (let i: u32 = 0; i < count; i++) {
    const value = load<f64>(values + (i << 3));
    if (Number.isNaN(value)) continue;
    store<u32>(into, i);
    store<u32>(into, <u32>(multipleOf(value, scale) - low), 4);
    into += 8;
  }
  return (into - pairs) >> 3;
}
