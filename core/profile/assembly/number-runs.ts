// AssemblyScript: see ../profile-kernel.ts for how this is built and what calls it.

/** Writes to `ends` where each different one of `count` sorted doubles ends (4 bytes); returns how many are different. */
export function findEnds(sorted: u32, count: u32, ends: u32): u32 {
  if (count === 0) return 0;
  let into = ends;
  let before = load<f64>(sorted);
  for (let i: u32 = 1; i < count; i++) {
    const value = load<f64>(sorted + (i << 3));
    store<u32>(into, i);
    into += (<u32>(value !== before)) << 2;
    before = value;
  }
  store<u32>(into, count);
  return ((into - ends) >> 2) + 1;
}

/**
 * The longest `limit` runs, longest first, the earlier one first where two are as long: to `top` as where each one ends and
 * how long it is (4 bytes each). Returns how many these are.
 */
export function longestRuns(ends: u32, runs: u32, limit: u32, top: u32): u32 {
  let held: u32 = 0;
  let least: u32 = 0;
  let start: u32 = 0;
  for (let at = ends; at < ends + (runs << 2); at += 4) {
    const end = load<u32>(at);
    const size = end - start;
    start = end;
    if (size <= least) continue;
    if (held < limit) held++;
    let into = top + ((held - 1) << 3);
    for (; into > top && load<u32>(into - 4) < size; into -= 8) store<u64>(into, load<u64>(into - 8));
    store<u32>(into, end);
    store<u32>(into, size, 4);
    if (held === limit) least = load<u32>(top + (limit << 3) - 4);
  }
  return held;
}

/** Whether the values of all runs are whole numbers. */
export function areWhole(sorted: u32, ends: u32, runs: u32): bool {
  for (let at = ends; at < ends + (runs << 2); at += 4) {
    const value = load<f64>(sorted + (load<u32>(at) << 3) - 8);
    if (Math.trunc(value) !== value) return false;
  }
  return true;
}

/**
 * The longest run of two and more among those whose value is no whole multiple of 1 / `scale`, but for the rounding of
 * doubles, the first one of equals. Writes to `found` where it ends (0 without one), how long it is and how many cells
 * all of those have (4 bytes each).
 */
export function longestFiner(sorted: u32, ends: u32, runs: u32, scale: f64, found: u32): void {
  let best: u32 = 0;
  let most: u32 = 1;
  let cells: u32 = 0;
  let start: u32 = 0;
  for (let at = ends; at < ends + (runs << 2); at += 4) {
    const end = load<u32>(at);
    const size = end - start;
    start = end;
    const scaled = load<f64>(sorted + (end << 3) - 8) * scale;
    if (abs(scaled - nearest(scaled)) <= 1e-9 * max(1.0, abs(scaled))) continue;
    cells += size;
    if (size > most) {
      best = end;
      most = size;
    }
  }
  store<u32>(found, best);
  store<u32>(found, most, 4);
  store<u32>(found, cells, 8);
}
