import type { Sentinel } from './far-codes.ts';
import { runAt, runsAround } from './number-runs.ts';
import type { Thresholds } from './thresholds.ts';

/** Different values on either side that a value is compared with. */
const neighbourRuns = 5;

/** Whole codes that are searched inside a range; 77 and 88 are ordinary there. */
const insideCodes: readonly number[] = ['9', '8', '7'].flatMap((digit) =>
  Array.from({ length: digit === '9' ? 14 : 13 }, (_, i) =>
    Number(digit.repeat(i + (digit === '9' ? 2 : 3))),
  ),
);
const known = new Set(insideCodes.flatMap((code) => [code, -code]));

/** Whether a value is a code that may hide among others: 99, or three and more equal digits 7, 8 or 9, with a sign or not. */
export function isInsideCode(value: number): boolean {
  return known.has(value);
}

/**
 * Codes within the range of values sorted ascending: held by `sentinelSpike` times the cells of the ten different values
 * around, more than a Poisson count of these brings, and twice as much of a spike as any other value is, so that columns
 * of round numbers, prices or names of things have none. Zero is no measure of that: it piles up for reasons of its own.
 */
export function codeSpikes(sorted: Float64Array, limits: Thresholds): Sentinel[] {
  const spikes = [...known].flatMap((code) => spikeAt(sorted, code, limits) ?? []);
  if (spikes.length === 0) return [];
  const usual = steepestOther(sorted);
  return spikes.filter(({ statistic }) => statistic >= limits.sentinelSpikeLead * usual);
}

function spikeAt(sorted: Float64Array, value: number, limits: Thresholds): Sentinel | null {
  if (value <= (sorted[0] ?? 0) || value >= (sorted.at(-1) ?? 0)) return null;
  const { start, end } = runAt(sorted, value);
  const count = end - start;
  if (count < limits.sentinelSpike) return null;
  const sides = [
    runsAround({ sorted, from: start - 1, step: -1, limit: neighbourRuns }),
    runsAround({ sorted, from: end, step: 1, limit: neighbourRuns }),
  ];
  if (sides.some((runs) => runs.length < neighbourRuns)) return null;
  const mean = sides.flat().reduce((sum, run) => sum + run.count, 0) / (2 * neighbourRuns);
  const ratio = count / mean;
  const score = (count - mean) / Math.sqrt(mean);
  if (ratio < limits.sentinelSpike || score < limits.sentinelSpikeScore) return null;
  return {
    value,
    count,
    measure: 'cells over the mean of the ten values around it',
    statistic: ratio,
    threshold: limits.sentinelSpike,
    reason: `stands out ${ratio.toFixed(0)} times over the values around it`,
  };
}

/** The same ratio for the value, neither zero nor a code, that stands out most. */
function steepestOther(sorted: Float64Array): number {
  const width = 2 * neighbourRuns + 1;
  const counts: number[] = [];
  const values: number[] = [];
  let steepest = 0;
  let sum = 0;
  for (let at = 0; at < sorted.length; ) {
    const value = sorted[at] ?? 0;
    let end = at + 1;
    while (end < sorted.length && sorted[end] === value) end++;
    counts.push(end - at);
    values.push(value);
    sum += end - at - (counts.at(-1 - width) ?? 0);
    at = end;
    const middle = values.length - 1 - neighbourRuns;
    const own = counts[middle] ?? 0;
    const centre = values[middle] ?? 0;
    if (counts.length < width || centre === 0 || known.has(centre)) continue;
    steepest = Math.max(steepest, (own * (width - 1)) / (sum - own));
  }
  return steepest;
}
