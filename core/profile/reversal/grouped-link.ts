import type { SampledColumn } from '../table-sample.ts';

/** A column that parts rows in groups. */
export interface Grouping {
  readonly column: SampledColumn;
  /** By row of the sample; -1 is missing. */
  readonly codes: Int32Array;
  readonly size: number;
}

/** The link of two columns overall and within groups. */
export interface GroupedLink {
  readonly pooled: number;
  /** From deviations from the means of each group, over all groups together. */
  readonly within: number;
  /** Rows with both values in groups that count. */
  readonly rows: number;
  readonly groups: number;
  /** Groups in which the link is strong and the other way. */
  readonly reversed: number;
  readonly isReversed: boolean;
}

/**
 * Correlates `x` and `y` (by position in `rows`, NaN is missing) overall and by group. Null when the link overall is
 * too weak to turn round. Groups with fewer than `reversalRows` rows do not count.
 */
export function groupedLink(options: {
  x: Float64Array;
  y: Float64Array;
  grouping: Grouping;
  rows: Uint32Array;
  limits: { readonly reversal: number; readonly reversalRows: number };
}): GroupedLink | null {
  const { x, y, grouping, rows, limits } = options;
  const overall = new Float64Array(6);
  for (let i = 0; i < x.length; i++) add(overall, 0, x[i] ?? Number.NaN, y[i] ?? Number.NaN);
  if (!(Math.abs(correlationOf(overall, 0)) >= limits.reversal)) return null;
  const sums = new Float64Array(6 * grouping.size);
  for (let i = 0; i < x.length; i++) {
    const code = grouping.codes[rows[i] ?? 0] ?? -1;
    if (code >= 0) add(sums, 6 * code, x[i] ?? Number.NaN, y[i] ?? Number.NaN);
  }
  return summarise(sums, correlationOf(overall, 0), limits);
}

function summarise(
  sums: Float64Array,
  pooled: number,
  limits: { readonly reversal: number; readonly reversalRows: number },
): GroupedLink {
  const sign = Math.sign(pooled);
  let [rows, groups, reversed, reversedRows] = [0, 0, 0, 0];
  let [xx, yy, xy] = [0, 0, 0];
  for (let at = 0; at < sums.length; at += 6) {
    const n = sums[at] ?? 0;
    if (n < limits.reversalRows) continue;
    groups++;
    rows += n;
    const parts = scatter(sums, at);
    xx += parts.xx;
    yy += parts.yy;
    xy += parts.xy;
    const own = parts.xy / Math.sqrt(parts.xx * parts.yy);
    if (own * sign <= -limits.reversal) {
      reversed++;
      reversedRows += n;
    }
  }
  const within = xx > 0 && yy > 0 ? Math.max(-0.999999, Math.min(0.999999, xy / Math.sqrt(xx * yy))) : 0;
  const isMost = groups >= 2 && reversed > groups / 2 && reversedRows > rows / 2;
  return { pooled, within, rows, groups, reversed, isReversed: isMost && within * sign <= -limits.reversal };
}

function add(sums: Float64Array, at: number, x: number, y: number): void {
  if (!(x * y >= -Infinity)) return;
  sums[at] = (sums[at] ?? 0) + 1;
  sums[at + 1] = (sums[at + 1] ?? 0) + x;
  sums[at + 2] = (sums[at + 2] ?? 0) + y;
  sums[at + 3] = (sums[at + 3] ?? 0) + x * x;
  sums[at + 4] = (sums[at + 4] ?? 0) + y * y;
  sums[at + 5] = (sums[at + 5] ?? 0) + x * y;
}

function scatter(sums: Float64Array, at: number): { xx: number; yy: number; xy: number } {
  const [n = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0] = sums.subarray(at, at + 6);
  return { xx: Math.max(0, xx - (x * x) / n), yy: Math.max(0, yy - (y * y) / n), xy: xy - (x * y) / n };
}

function correlationOf(sums: Float64Array, at: number): number {
  const { xx, yy, xy } = scatter(sums, at);
  return xy / Math.sqrt(xx * yy);
}
