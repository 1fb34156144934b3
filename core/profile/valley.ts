import { runAt } from './number-runs.ts';
import { lowerBound } from './quantile.ts';

/** A gap between two humps of a column's logarithms. */
export interface Valley {
  /** The value that parts the humps. */
  readonly at: number;
  /** Positive cells below it, and the cells from it on. */
  readonly below: number;
  readonly above: number;
}

const binWidth = 0.02;
const mostBins = 4000;
const fewestCells = 20;
/** Density in the valley over the lower of the two peaks. */
const depthLimit = 0.1;

/**
 * Where the logarithms of the positive numbers fall into two humps: the smoothed density (bins of 2 %, a triangle
 * of 24 % around each) drops to a tenth of the lower peak. Of several valleys, the one with most cells on its
 * smaller side. Null without one, with under 20 positive numbers, or with negative ones beyond 1 %.
 * `sorted` is ascending and finite; whole numbers count as spread over half a unit to both sides.
 */
export function deepestValley(sorted: Float64Array, isWhole: boolean): Valley | null {
  const first = runAt(sorted, 0).end;
  const negative = lowerBound(sorted, 0);
  const positive = sorted.length - first;
  if (positive < fewestCells || negative > sorted.length / 100) return null;
  const below = isWhole ? spreadBelow : lowerBound;
  const low = Math.log((sorted[first] ?? 1) - (isWhole ? 0.5 : 0));
  const bins = Math.ceil((Math.log((sorted.at(-1) ?? 1) + (isWhole ? 0.5 : 0)) - low) / binWidth) + 1;
  if (!(bins >= 3) || bins > mostBins) return null;
  const edges = Array.from({ length: bins + 1 }, (_, i) => Math.exp(low + (i - 0.5) * binWidth));
  const reached = edges.map((edge) => Math.max(first, below(sorted, edge)));
  const counts = Float64Array.from({ length: bins }, (_, i) => (reached[i + 1] ?? 0) - (reached[i] ?? 0));
  const bin = bestBin(boxed(boxed(counts)), reached, { first, size: sorted.length });
  if (bin === null) return null;
  const at = Math.exp(low + bin * binWidth);
  const split = lowerBound(sorted, at);
  return { at, below: split - first, above: sorted.length - split };
}

/** The bin of a valley whose smaller side is largest; the deepest of equals. */
function bestBin(
  density: Float64Array,
  reached: readonly number[],
  { first, size }: { first: number; size: number },
): number | null {
  const rightPeak = new Float64Array(density.length);
  for (let i = density.length - 1, peak = 0; i >= 0; i--) {
    peak = Math.max(peak, density[i] ?? 0);
    rightPeak[i] = peak;
  }
  let best: { bin: number; smaller: number; depth: number } | null = null;
  let leftPeak = 0;
  for (let bin = 0; bin < density.length; bin++) {
    leftPeak = Math.max(leftPeak, density[bin] ?? 0);
    const depth = (density[bin] ?? 0) / Math.min(leftPeak, rightPeak[bin] ?? 0);
    if (!(depth <= depthLimit)) continue;
    const middle = ((reached[bin] ?? 0) + (reached[bin + 1] ?? 0)) / 2;
    const smaller = Math.min(middle - first, size - middle);
    if (best === null || smaller > best.smaller || (smaller === best.smaller && depth < best.depth)) {
      best = { bin, smaller, depth };
    }
  }
  return best?.bin ?? null;
}

/** Mean over seven bins; twice gives a triangle. */
function boxed(values: Float64Array): Float64Array {
  const reach = 3;
  return values.map((_, i) => {
    let sum = 0;
    for (let j = Math.max(0, i - reach); j <= Math.min(values.length - 1, i + reach); j++)
      sum += values[j] ?? 0;
    return sum / (2 * reach + 1);
  });
}

/** Cells below an edge when each whole number is spread evenly over half a unit to both sides. */
function spreadBelow(sorted: Float64Array, edge: number): number {
  const whole = Math.round(edge);
  const { start, end } = runAt(sorted, whole);
  return start + (end - start) * Math.min(1, Math.max(0, edge - whole + 0.5));
}
