import type { Run } from './number-runs.ts';
import type { SortedColumn } from './sort-numbers.ts';

/**
 * Up to `limit` (at most 32) of the different values that most cells hold: most frequent first, the smaller one first
 * where two are as frequent.
 */
export function mostFrequent({ kernel, answers, sorted, ends, runs }: SortedColumn, limit: number): Run[] {
  const found = kernel.longestRuns(ends, runs, limit, answers);
  const pairs = new Uint32Array(kernel.memory.buffer, answers, 2 * found);
  return Array.from({ length: found }, (_, i) => {
    const [end = 1, count = 0] = pairs.subarray(2 * i);
    return { value: (sorted[end - 1] ?? 0) + 0, count };
  });
}
