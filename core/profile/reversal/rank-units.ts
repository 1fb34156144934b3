import { lowerBound } from '../quantile.ts';

/** Mean ranks of the chosen rows' values, centred at 0 and scaled to the range -1 to 1; NaN where missing. */
export function rankUnits(values: Float64Array, rows: Uint32Array): Float64Array {
  const chosen = Float64Array.from(rows, (row) => values[row] ?? Number.NaN);
  const sorted = chosen.filter((value) => !Number.isNaN(value)).sort();
  const starts = new Map<number, number>();
  return chosen.map((value) => {
    if (Number.isNaN(value)) return value;
    const known = starts.get(value);
    if (known !== undefined) return known;
    const first = lowerBound(sorted, value);
    let end = first;
    if (value === sorted.at(-1)) end = sorted.length;
    else end = lowerBound(sorted, nextAbove(value));
    const rank = (first + end - 1) / Math.max(1, sorted.length - 1) - 1;
    starts.set(value, rank);
    return rank;
  });
}

/** The smallest double above a value. */
function nextAbove(value: number): number {
  if (value === 0) return Number.MIN_VALUE;
  const bits = new Float64Array([value]);
  const whole = new BigInt64Array(bits.buffer);
  whole[0] = (whole[0] ?? 0n) + (value > 0 ? 1n : -1n);
  return bits[0] ?? value;
}
