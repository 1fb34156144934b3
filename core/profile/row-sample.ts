import type { Rng } from '../shared/rng.ts';

/**
 * `size` row positions (0 is the first row) drawn without replacement, ascending (selection sampling: Knuth,
 * The Art of Computer Programming 2, algorithm 3.4.2 S). All rows when there are no more than that.
 */
export function sampleRows(rowCount: number, size: number, rng: Rng): Uint32Array {
  const taken = new Uint32Array(Math.min(rowCount, size));
  let wanted = taken.length;
  for (let row = 0; wanted > 0; row++) {
    if (rng.next() * (rowCount - row) >= wanted) continue;
    taken[taken.length - wanted] = row;
    wanted--;
  }
  return taken;
}
