import type { BoundedColumn } from './count-beyond.ts';
import type { ProfileContext } from './detector.ts';
import { dot } from './dot.ts';
import { normalTail } from './false-discovery.ts';
import { lowerBound } from './quantile.ts';
import type { SampledColumn } from './table-sample.ts';
import { correlationsOf, lentFor, work } from './threads.ts';

/** The group of each column: columns linked by a strong correlation of scores share one. */
export async function correlatedGroups(
  context: ProfileContext,
  columns: readonly Float64Array[],
): Promise<number[]> {
  const size = columns.length;
  const correlations = await correlationsOf(columns.map(thinnedUnit), context);
  const group = columns.map((_, i) => i);
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) {
      if (group[i] === group[j] || Math.abs(correlations[i * size + j] ?? 0) < linked) continue;
      const [from, to] = [group[j], group[i] ?? i];
      group.forEach((own, k) => {
        if (own === from) group[k] = to;
      });
    }
  }
  return group;
}

const linked = 0.5;
const correlationRows = 5000;

/** Some of the scores, evenly spread, divided by their length; all 0 when they are. */
function thinnedUnit(scores: Float64Array): Float64Array {
  const step = Math.max(1, Math.floor(scores.length / correlationRows));
  const kept = Float64Array.from(
    { length: Math.ceil(scores.length / step) },
    (_, i) => scores[i * step] ?? 0,
  );
  const length = Math.sqrt(dot(kept, kept));
  return length > 0 ? kept.map((score) => score / length) : kept;
}

/** For every row of the table, in how many groups of columns it is at the edge. */
export async function countEdges(
  context: ProfileContext,
  columns: readonly SampledColumn[],
  groups: readonly number[],
): Promise<Uint8Array> {
  const { values, table, thresholds, signal, pause } = context;
  const tail = normalTail(thresholds.outlierRowZ);
  const bounded: BoundedColumn[] = [];
  for (const [i, { facts }] of columns.entries()) {
    await pause();
    const [numbers, sorted] = [await values.numbers(facts.column), await values.sorted(facts.column)];
    const inset = Math.floor(tail * sorted.length);
    const [low, high] = [sorted[inset] ?? -Infinity, sorted[sorted.length - 1 - inset] ?? Infinity];
    bounded.push({ numbers, low, high, group: groups[i] ?? 0 });
  }
  const threads = lentFor(values, table.rowCount);
  return work('edges', { columns: bounded, rowCount: table.rowCount }, { threads, signal, pause });
}

/**
 * Probability that chance puts a row as far out in all groups together (Fisher's method, 1925): `tails` are the
 * two-sided shares of values at least as far out, one per group.
 */
export function combinedTail(tails: readonly number[]): number {
  const half = -tails.reduce((sum, tail) => sum + Math.log(tail), 0);
  let term = Math.exp(-half);
  let sum = 0;
  for (let i = 0; i < tails.length; i++) {
    sum += term;
    term *= half / (i + 1);
  }
  return Math.min(1, sum);
}

/** Two-sided share of sorted values at least as far out as this one; 1 for missing. */
export function tailShare(sorted: Float64Array, value: number): number {
  if (!Number.isFinite(value) || sorted.length === 0) return 1;
  const below = lowerBound(sorted, value);
  const above = sorted.length - below;
  let equal = 0;
  while (sorted[below + equal] === value && equal < sorted.length / 2) equal++;
  return Math.min(1, (2 * Math.max(1, Math.min(below + equal, above))) / sorted.length);
}
