import { lowerBound } from './quantile.ts';

/** A value and how many cells hold it. */
export interface Run {
  readonly value: number;
  readonly count: number;
}

/** Where equal values begin and end (exclusive) in values sorted ascending; start equals end for one that is not there. */
export function runAt(sorted: Float64Array, value: number): { start: number; end: number } {
  return { start: lowerBound(sorted, value), end: upperBound(sorted, value) };
}

/** Up to `limit` different values met from a position upwards (step 1) or downwards (step -1), with their cells. */
export function runsAround(options: {
  sorted: Float64Array;
  from: number;
  step: 1 | -1;
  limit: number;
}): Run[] {
  const { sorted, step, limit } = options;
  const runs: Run[] = [];
  for (let at = options.from; runs.length < limit && at >= 0 && at < sorted.length; ) {
    const value = sorted[at] ?? 0;
    const { start, end } = runAt(sorted, value);
    runs.push({ value: value + 0, count: end - start });
    at = step === 1 ? end : start - 1;
  }
  return runs;
}

/** The first position whose value is above `value`. */
function upperBound(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? Infinity) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
