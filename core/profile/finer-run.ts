import type { Run } from './number-runs.ts';
import type { SortedColumn } from './sort-numbers.ts';

/** A value with more decimals than nearly all others of its column. */
export interface FinerRun extends Run {
  /** Decimals of the value, and of the others. */
  readonly decimals: number;
  readonly usualDecimals: number;
  /** All cells with more decimals than usual, these included. */
  readonly finerCells: number;
}

const mostDecimals = 6;
const usualShare = 0.9;
const looks = 1000;

/**
 * The most repeated of the values that have more decimals than usual: than nine in ten of a thousand cells spread
 * evenly over the sorted ones. Null when six decimals are not enough for those, or when no such value repeats.
 */
export function mostRepeatedFiner(column: SortedColumn): FinerRun | null {
  const { kernel, answers, sorted, at, ends, runs } = column;
  const usualDecimals = usualDecimalsOf(sorted);
  if (usualDecimals === null) return null;
  kernel.longestFiner(at, ends, runs, 10 ** usualDecimals, answers);
  const [end = 0, count = 0, finerCells = 0] = new Uint32Array(kernel.memory.buffer, answers, 3);
  if (end === 0) return null;
  const value = sorted[end - 1] ?? 0;
  return { value, count, decimals: decimalsOf(value), usualDecimals, finerCells };
}

/** Decimals of a number as it is written in full. */
export function decimalsOf(value: number): number {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  return Math.max(0, (mantissa.split('.')[1]?.length ?? 0) - Number(exponent));
}

function usualDecimalsOf(sorted: Float64Array): number | null {
  const n = Math.min(looks, sorted.length);
  for (let decimals = 0; decimals <= mostDecimals; decimals++) {
    const scale = 10 ** decimals;
    let fitting = 0;
    for (let i = 0; i < n; i++) {
      if (isMultiple(sorted[Math.floor((i * sorted.length) / n)] ?? 0, scale)) fitting++;
    }
    if (n > 0 && fitting >= usualShare * n) return decimals;
  }
  return null;
}

/** Whether a value is a whole number of 1 / scale, but for the rounding of doubles. */
function isMultiple(value: number, scale: number): boolean {
  const scaled = value * scale;
  return Math.abs(scaled - Math.round(scaled)) <= 1e-9 * Math.max(1, Math.abs(scaled));
}
