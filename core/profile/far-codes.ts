import { type Run, runAt, runsAround } from './number-runs.ts';
import type { Thresholds } from './thresholds.ts';

/** A value that stands for a missing cell, and what gave it away. */
export interface Sentinel {
  readonly value: number;
  readonly count: number;
  readonly measure: string;
  readonly statistic: number;
  readonly threshold: number;
  readonly reason: string;
}

/** Cells beyond a code that are passed over to find it: a few in a hundred cells, a thousandth of a long column. */
export function mostStrays(cells: number, limits: Thresholds): number {
  return Math.floor(Math.max(limits.sentinelStrays * cells, Math.min(2, cells / 100)));
}

/**
 * Codes at either end of values sorted ascending. Layers of codes are taken off from the outside, lone extremes beyond
 * them with them, and judged from the inside; `from` to `to` is what is left without codes and what lies beyond them.
 */
export function farCodes(options: {
  sorted: Float64Array;
  isLow: (value: number) => boolean;
  isHigh: (value: number) => boolean;
  limits: Thresholds;
}): { found: Sentinel[]; from: number; to: number } {
  const { sorted, isLow, isHigh, limits } = options;
  const low = layersAt({ sorted, side: 'low', isCode: isLow, inner: sorted.length, limits });
  const from = low.at(-1)?.end ?? 0;
  const high = layersAt({ sorted, side: 'high', isCode: isHigh, inner: from, limits });
  const rest: Rest = { sorted, from, to: high.at(-1)?.start ?? sorted.length };
  const found: Sentinel[] = [];
  for (const [layers, isBelow] of [
    [low, true],
    [high, false],
  ] as const) {
    let isEnd = true;
    for (const layer of layers.toReversed()) {
      const sentinel = layer.isCode ? farCode(layer, rest, limits) : null;
      if (sentinel !== null) {
        found.push(sentinel);
        isEnd = false;
      } else if (isEnd && isBelow) rest.from = layer.start;
      else if (isEnd) rest.to = layer.end;
    }
  }
  return { found, from: rest.from, to: rest.to };
}

interface Rest {
  readonly sorted: Float64Array;
  from: number;
  to: number;
}

/** Equal codes, or lone extremes beyond a code; `strays` are the extremes further out. */
interface Layer {
  readonly start: number;
  readonly end: number;
  readonly isCode: boolean;
  readonly strays: number;
}

/** The layers of one end, outermost first; the last is a code. */
function layersAt(options: {
  sorted: Float64Array;
  side: 'low' | 'high';
  isCode: (value: number) => boolean;
  /** Where the other end begins when this one is `high`. */
  inner: number;
  limits: Thresholds;
}): Layer[] {
  const { sorted, side, isCode, inner, limits } = options;
  const isLow = side === 'low';
  const allowed = mostStrays(sorted.length, limits);
  const layers: Layer[] = [];
  let at = isLow ? 0 : sorted.length - 1;
  let beyond = at;
  let strays = 0;
  while (isLow ? at < inner : at >= inner) {
    const value = sorted[at] ?? 0;
    const { start, end } = runAt(sorted, value);
    if (isCode(value)) {
      if (end - start < limits.sentinelPile * strays) break;
      if (beyond !== at) {
        const pair = isLow ? { start: beyond, end: start } : { start: end, end: beyond + 1 };
        layers.push({ ...pair, isCode: false, strays });
      }
      layers.push({ start, end, isCode: true, strays });
    } else {
      strays += end - start;
      if (strays > allowed) break;
    }
    at = isLow ? end : start - 1;
    if (isCode(value)) beyond = at;
  }
  return layers;
}

function farCode({ start, end, strays }: Layer, rest: Rest, limits: Thresholds): Sentinel | null {
  const { sorted, from, to } = rest;
  const count = end - start;
  if (to - from < 2 || count < limits.sentinelCount) return null;
  const value = sorted[start] ?? 0;
  const min = sorted[from] ?? 0;
  const max = sorted[to - 1] ?? 0;
  const range = max - min;
  const distance = value < min ? min - value : value - max;
  const hasMany =
    distinctAtMost(sorted.subarray(from, to), limits.sentinelDistinct) >= limits.sentinelDistinct;
  const gap = hasMany ? limits.sentinelGap : limits.sentinelGapFew;
  const but = strays === 0 ? '' : ' but a few';
  if (range === 0) return null;
  if (distance >= range * gap) {
    return {
      value,
      count,
      measure: 'gap to the other values over their range',
      statistic: distance / range,
      threshold: gap,
      reason: `lies far outside all other values${but}`,
    };
  }
  const isAlone = value < 0 && min >= 0 && hasMany && count >= limits.zeroCount;
  if (!isAlone || isThinEnd({ value, count, strays }, rest)) return null;
  return {
    value,
    count,
    measure: 'cells with the only negative value',
    statistic: count,
    threshold: limits.zeroCount,
    reason: `is the only negative value${but}`,
  };
}

/**
 * Whether a negative code is but the end of a distribution: fewer cells than the next value up, with lower values beyond
 * it, or right below zero and with zero itself clearly rarer than the value after it.
 */
function isThinEnd(code: Run & { strays: number }, { sorted, from }: Rest): boolean {
  const [next, second] = runsAround({ sorted, from, step: 1, limit: 2 });
  if (!next || !second || code.count > next.count) return false;
  return code.strays > 0 || (next.value - code.value <= 1 && next.count * 1.5 < second.count);
}

/** Different values among those sorted ascending, counted up to `limit`. */
export function distinctAtMost(sorted: Float64Array, limit: number): number {
  let distinct = 0;
  for (let i = 0; i < sorted.length && distinct < limit; i++) if (sorted[i] !== sorted[i - 1]) distinct++;
  return distinct;
}
