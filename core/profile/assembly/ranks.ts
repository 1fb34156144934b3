// AssemblyScript: see ../profile-kernel.ts for how this is built and what calls it.

import { multipleOf } from './decimals';

/** What rows without a value have as their group. */
const MISSING_GROUP: u8 = 255;

/** Writes to `ends` where each run of equal doubles ends in an order of their positions (4 bytes each); returns their number. */
export function findOrderedEnds(values: u32, order: u32, count: u32, ends: u32): u32 {
  if (count === 0) return 0;
  let into = ends;
  let before = load<f64>(values + (load<u32>(order) << 3));
  for (let i: u32 = 1; i < count; i++) {
    const value = load<f64>(values + (load<u32>(order + (i << 2)) << 3));
    store<u32>(into, i);
    into += (<u32>(value !== before)) << 2;
    before = value;
  }
  store<u32>(into, count);
  return ((into - ends) >> 2) + 1;
}

/**
 * Twice the rank of each row less one more than `present` (4 bytes) and the group of its run (1 byte), as the ends of the
 * `runs` and an order of the rows' positions say; 0 and 255 for rows that are not in the order.
 */
export function rankByOrder(
  order: u32,
  ends: u32,
  runs: u32,
  groupOfRun: u32,
  rows: u32,
  ranks: u32,
  groups: u32,
): void {
  memory.fill(ranks, 0, rows << 2);
  memory.fill(groups, MISSING_GROUP, rows);
  const present = runs === 0 ? 0 : load<u32>(ends + (runs << 2) - 4);
  let start: u32 = 0;
  for (let run: u32 = 0; run < runs; run++) {
    const end = load<u32>(ends + (run << 2));
    const group = load<u8>(groupOfRun + run);
    const rank = start + end - present;
    for (let i = start; i < end; i++) {
      const row = load<u32>(order + (i << 2));
      store<u32>(ranks + (row << 2), rank);
      store<u8>(groups + row, group);
    }
    start = end;
  }
}

/** The same for multiples of 1 / `scale` above `low` that `numberCounts` numbered. `ranks` may be where the doubles are. */
export function rankByNumber(
  values: u32,
  rows: u32,
  scale: f64,
  low: f64,
  numbers: u32,
  ends: u32,
  present: u32,
  groupOfRun: u32,
  ranks: u32,
  groups: u32,
): void {
  for (let i: u32 = 0; i < rows; i++) {
    const value = load<f64>(values + (i << 3));
    if (Number.isNaN(value)) {
      store<u32>(ranks + (i << 2), 0);
      store<u8>(groups + i, MISSING_GROUP);
      continue;
    }
    const run = load<u32>(numbers + ((<u32>(multipleOf(value, scale) - low)) << 2));
    const end = ends + (run << 2);
    const start: u32 = run === 0 ? 0 : load<u32>(end - 4);
    store<u32>(ranks + (i << 2), start + load<u32>(end) - present);
    store<u8>(groups + i, load<u8>(groupOfRun + run));
  }
}

/** The sum of the squares of ranks, in their order. */
export function sumRankSquares(ranks: u32, rows: u32): f64 {
  let squares: f64 = 0;
  for (let at = ranks; at < ranks + (rows << 2); at += 4) {
    const rank = <f64>load<i32>(at);
    squares += rank * rank;
  }
  return squares;
}
