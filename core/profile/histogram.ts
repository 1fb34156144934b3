import { lowerBound } from './quantile.ts';

/** `edges` has one more entry than `counts`; a bin holds its lower edge, the last one its upper edge too. */
export interface Histogram {
  edges: number[];
  counts: number[];
}

/**
 * Bins for values sorted ascending, all finite. Whole numbers over at most 40 units get one bin per unit,
 * centred; otherwise 5 to 40 bins of equal width after Freedman and Diaconis (1981), 2 IQR / cube root of n,
 * or Sturges' number when the IQR is 0. No values give no bins.
 */
export function histogram(
  sorted: Float64Array,
  { quartileRange, isWhole }: { quartileRange: number; isWhole: boolean },
): Histogram {
  const n = sorted.length;
  if (n === 0) return { edges: [], counts: [] };
  const min = sorted[0] ?? 0;
  const max = sorted[n - 1] ?? 0;
  if (min === max) return { edges: aroundOne(min), counts: [n] };
  if (isWhole && max - min <= 40) return countInto(sorted, unitEdges(min, max));
  const range = max - min;
  const width = (2 * quartileRange) / Math.cbrt(n);
  const wanted = width > 0 && Number.isFinite(range) ? Math.ceil(range / width) : Math.ceil(Math.log2(n) + 1);
  const bins = Math.min(40, Math.max(5, Number.isFinite(wanted) ? wanted : 40));
  return countInto(sorted, equalEdges(min, max, bins));
}

function aroundOne(value: number): number[] {
  const half = Math.max(0.5, Math.abs(value) * 1e-9);
  return [Math.max(value - half, -Number.MAX_VALUE), Math.min(value + half, Number.MAX_VALUE)];
}

function unitEdges(min: number, max: number): number[] {
  return Array.from({ length: max - min + 2 }, (_, i) => min - 0.5 + i);
}

function equalEdges(min: number, max: number, bins: number): number[] {
  const edges = Array.from({ length: bins + 1 }, (_, i) => min * (1 - i / bins) + max * (i / bins));
  edges[0] = min;
  edges[bins] = max;
  return edges.filter((edge, i) => i === 0 || edge > (edges[i - 1] ?? edge));
}

function countInto(sorted: Float64Array, edges: number[]): Histogram {
  const inner = edges.slice(1, -1).map((edge) => lowerBound(sorted, edge));
  const reached = [0, ...inner, sorted.length];
  return { edges, counts: reached.slice(1).map((end, i) => end - (reached[i] ?? 0)) };
}
