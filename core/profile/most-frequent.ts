import type { Run } from './number-runs.ts';
import type { ValueRuns } from './sort-numbers.ts';

/**
 * How many different values there are among numbers sorted ascending, and up to `limit` of those that most cells hold:
 * most frequent first, the smaller one first where two are as frequent. `runs` of the numbers spare work where they
 * are known.
 */
export function mostFrequent(
  sorted: Float64Array,
  { runs, limit }: { runs: ValueRuns | null; limit: number },
): { distinct: number; top: Run[] } {
  const top: Run[] = [];
  /** Cells that a value must exceed to get in. */
  let least = 0;
  function keep(value: number, count: number): void {
    const place = top.findIndex((other) => other.count < count);
    top.splice(place < 0 ? top.length : place, 0, { value: value + 0, count });
    if (top.length > limit) top.pop();
    if (top.length === limit) least = top[limit - 1]?.count ?? 0;
  }
  let start = 0;
  if (runs !== null) {
    for (let i = 0; i < runs.values.length; i++) {
      const end = runs.ends[i] ?? start;
      if (end - start > least) keep(runs.values[i] ?? 0, end - start);
      start = end;
    }
    return { distinct: runs.values.length, top };
  }
  let distinct = 0;
  for (let i = 1; i <= sorted.length; i++) {
    if (i < sorted.length && sorted[i] === sorted[start]) continue;
    distinct++;
    if (i - start > least) keep(sorted[start] ?? 0, i - start);
    start = i;
  }
  return { distinct, top };
}
