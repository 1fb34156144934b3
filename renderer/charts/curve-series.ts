import type { Curve, PrecisionBand } from '../../core/contract/evaluate.ts';
import type { ModelStyle } from './model-style.ts';

/** One model's operating points as a line of a curve chart. */
export interface CurveSeries {
  readonly key: string;
  readonly label: string;
  readonly style: ModelStyle;
  readonly isBaseline: boolean;
  readonly curve: Curve;
  readonly band: PrecisionBand | null;
}

/** An operating point that is marked on the chart: a model at a threshold. */
export interface CurveMarker {
  readonly key: string;
  readonly threshold: number;
}

/**
 * Index of the operating point at a threshold: the last one whose own threshold is not below it.
 * -1 when no score reaches the threshold, so that no row is called positive.
 */
export function operatingIndex(curve: Curve, threshold: number): number {
  let low = 0;
  let high = curve.threshold.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((curve.threshold[middle] ?? -Infinity) >= threshold) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Index of the first point whose value reaches x, in an array that does not fall; its length if none does. */
export function firstReaching(values: Float64Array, x: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? Infinity) < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The candidates, then the baselines: the order of a table that is read from the left. */
export function candidatesFirst(series: readonly CurveSeries[]): CurveSeries[] {
  return [...series].sort((a, b) => Number(a.isBaseline) - Number(b.isBaseline));
}

const COLUMNS = 1500;

/**
 * Indices of the points that show at screen resolution: of every column of x (0 to 1) the first, the lowest,
 * the highest and the last, in order. A curve with few points keeps them all; one whose rate is not defined
 * (a class without rows) has none.
 */
export function visiblePoints(x: Float64Array, y: Float64Array): number[] {
  if (!Number.isFinite(x[0])) return [];
  if (x.length <= COLUMNS) return Array.from(x.keys());
  const kept: number[] = [];
  let start = 0;
  while (start < x.length) {
    const column = Math.floor((x[start] ?? 0) * COLUMNS);
    let lowest = start;
    let highest = start;
    let end = start;
    while (end < x.length && Math.floor((x[end] ?? 0) * COLUMNS) === column) {
      if ((y[end] ?? 0) < (y[lowest] ?? 0)) lowest = end;
      if ((y[end] ?? 0) > (y[highest] ?? 0)) highest = end;
      end++;
    }
    kept.push(...new Set([start, lowest, highest, end - 1].sort((a, b) => a - b)));
    start = end;
  }
  return kept;
}
