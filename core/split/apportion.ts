/**
 * Whole numbers of rows per class and part: `result[k][p]` lies within one row of `counts[k] * fractions[p]`,
 * rows add up to `counts[k]`, and columns add up to the largest-remainder apportionment of the total (a
 * controlled rounding, which always exists: Cox, 1987). A class of three rows or more gets at least one in every
 * part: where that forces it, a tiny class departs further from its share and the column totals by as much.
 */
export function apportion(counts: readonly number[], fractions: readonly number[]): number[][] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const room = largestRemainder(total, fractions);
  const cells = counts.map((count) => lowerBounds(count, fractions));
  for (const cell of cells) for (const [p, n] of cell.entries()) room[p] = (room[p] ?? 0) - n;

  const open = counts.flatMap((count, k) =>
    fractions.map((fraction, p) => ({ k, p, remainder: count * fraction - (cells[k]?.[p] ?? 0) })),
  );
  const wanted = counts.map((count, k) => count - sumOf(cells[k] ?? []));
  const given = counts.map(() => fractions.map(() => false));
  const mayTake = counts.map((_, k) =>
    fractions.map((_, p) => (open[k * fractions.length + p]?.remainder ?? 0) > 1e-9),
  );
  const takers = open
    .filter(({ remainder }) => remainder > 1e-9)
    .sort((a, b) => b.remainder - a.remainder || a.k - b.k || a.p - b.p);

  for (const { k, p } of takers) {
    if ((wanted[k] ?? 0) > 0 && (room[p] ?? 0) > 0) give(k, p);
  }
  for (let k = 0; k < counts.length; k++) {
    while ((wanted[k] ?? 0) > 0 && augment(k)) wanted[k] = (wanted[k] ?? 0) - 1;
    for (const taker of takers.filter((candidate) => candidate.k === k)) {
      if ((wanted[k] ?? 0) > 0 && !given[k]?.[taker.p]) give(k, taker.p);
    }
    while ((wanted[k] ?? 0) > 0) give(k, 0);
  }
  return cells;

  function give(k: number, p: number): void {
    place(k, p, 1);
    wanted[k] = (wanted[k] ?? 0) - 1;
    room[p] = (room[p] ?? 0) - 1;
  }

  function place(k: number, p: number, n: 1 | -1): void {
    const cell = cells[k];
    const flags = given[k];
    if (cell && flags) {
      cell[p] = (cell[p] ?? 0) + n;
      flags[p] = n === 1;
    }
  }

  /** Gives class k one row more along a shortest augmenting path to a part with room. */
  function augment(k: number): boolean {
    const cameFrom = new Map<number, { k: number; from: number | null }>();
    const queue: number[] = [];
    for (const p of fractions.keys()) {
      if (mayTake[k]?.[p] && !given[k]?.[p]) {
        cameFrom.set(p, { k, from: null });
        queue.push(p);
      }
    }
    for (let p = queue.shift(); p !== undefined; p = queue.shift()) {
      if ((room[p] ?? 0) > 0) {
        room[p] = (room[p] ?? 0) - 1;
        for (let at: number | null = p; at !== null; ) {
          const step = cameFrom.get(at);
          if (!step) break;
          place(step.k, at, 1);
          if (step.from !== null) place(step.k, step.from, -1);
          at = step.from;
        }
        return true;
      }
      for (const other of counts.keys()) {
        if (!given[other]?.[p]) continue;
        for (const next of fractions.keys()) {
          if (!cameFrom.has(next) && mayTake[other]?.[next] && !given[other]?.[next]) {
            cameFrom.set(next, { k: other, from: p });
            queue.push(next);
          }
        }
      }
    }
    return false;
  }
}

/** Rounds `total * fractions` to whole numbers that add up to `total` (Hamilton's method; ties: the first). */
export function largestRemainder(total: number, fractions: readonly number[]): number[] {
  const result = fractions.map((fraction) => Math.floor(total * fraction + 1e-9));
  const order = fractions
    .map((fraction, p) => ({ p, remainder: total * fraction - (result[p] ?? 0) }))
    .sort((a, b) => b.remainder - a.remainder || a.p - b.p);
  let left = total - sumOf(result);
  for (const { p } of order) {
    if (left <= 0) break;
    result[p] = (result[p] ?? 0) + 1;
    left--;
  }
  return result;
}

function lowerBounds(count: number, fractions: readonly number[]): number[] {
  const least = count >= fractions.length ? 1 : 0;
  const bounds = fractions.map((fraction) => Math.max(least, Math.floor(count * fraction + 1e-9)));
  while (sumOf(bounds) > count) {
    const largest = bounds.indexOf(Math.max(...bounds));
    bounds[largest] = (bounds[largest] ?? 0) - 1;
  }
  return bounds;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
