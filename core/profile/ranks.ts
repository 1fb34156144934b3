import { centredRanks } from './sort-numbers.ts';

/** Numbers ready for rank correlation. */
export interface RankedColumn {
  /** Twice the rank less (present + 1), ties with their mean rank, so that the sum is 0; 0 where missing. */
  readonly ranks: Int32Array;
  readonly present: number;
  /** Sum of their squares; 0 for a constant column. */
  readonly squares: number;
  /** 1 where a cell is there, 0 where it is missing; null when none is missing. */
  readonly mask: Uint8Array | null;
  /** Ranks in groups, for bounds. */
  readonly bins: RankBins;
}

/** Neighbouring ranks in groups: `codes` per row, below `size`, which itself stands for missing. */
export interface RankBins {
  readonly codes: Uint8Array;
  readonly size: number;
  /** 1 for a group that is a single value. */
  readonly isSingle: Uint8Array;
}

/** Ranks a column once; NaN is missing, infinite values rank as extremes. */
export function rankColumn(values: Float64Array): RankedColumn {
  const grouping = createGrouping();
  const { ranks, groups, squares, present } = centredRanks(values, grouping.groupOf);
  const isSingle = grouping.finish();
  const mask = present === values.length ? null : new Uint8Array(values.length).fill(1);
  if (mask !== null) {
    for (let i = 0; i < mask.length; i++) {
      if (groups[i] !== missingGroup) continue;
      mask[i] = 0;
      groups[i] = isSingle.length;
    }
  }
  return { ranks, present, squares, mask, bins: { codes: groups, size: isSingle.length, isSingle } };
}

/** Sums over rows in which both columns are present, of centred ranks (twice the rank) among just these rows. */
export interface RankSums {
  readonly rows: number;
  readonly product: number;
  readonly squaresA: number;
  readonly squaresB: number;
}

/**
 * Spearman's rank correlation over rows in which both are present, ties with their mean rank, ranked anew among
 * those rows. `rows` is their number; `correlation` is NaN for fewer than two rows or a constant column.
 */
export function spearman(a: RankedColumn, b: RankedColumn): { correlation: number; rows: number } {
  const { product, squaresA, squaresB, rows } = rankSums(a, b);
  return { correlation: ratio(product, squaresA * squaresB), rows };
}

/** What Spearman's correlation is made of. */
export function rankSums(a: RankedColumn, b: RankedColumn): RankSums {
  if (a.mask === null && b.mask === null) {
    return { product: dot(a.ranks, b.ranks), squaresA: a.squares, squaresB: b.squares, rows: a.present };
  }
  const among = bothPresent(a, b);
  const first = ranksAmong(a, among);
  const second = ranksAmong(b, among);
  let product = 0;
  let squaresA = 0;
  let squaresB = 0;
  for (let i = 0; i < among.mask.length; i++) {
    if (among.mask[i] === 0) continue;
    const x = first[placeOf(a, i)] ?? 0;
    const y = second[placeOf(b, i)] ?? 0;
    product += x * y;
    squaresA += x * x;
    squaresB += y * y;
  }
  return { product, squaresA, squaresB, rows: among.rows };
}

/**
 * A number that the absolute Spearman correlation of the two cannot exceed, from the counts of rows by groups of
 * ranks: far cheaper than ranking anew the rows in which both are present. Ranks differ from the mean of their
 * group by at most its width, and the scalar product changes by no more than the lengths of these differences
 * allow. At least 1 when the groups tell nothing; a rounding margin is left.
 */
export function spearmanBound(a: RankedColumn, b: RankedColumn): number {
  if (a.mask === null && b.mask === null) return 1;
  const width = b.bins.size + 1;
  const cells = countPairs(a.bins, b.bins);
  const rowTotals = new Float64Array(a.bins.size);
  const columnTotals = new Float64Array(b.bins.size);
  for (let x = 0; x < rowTotals.length; x++) {
    for (let y = 0; y < columnTotals.length; y++) {
      const count = cells[x * width + y] ?? 0;
      rowTotals[x] = (rowTotals[x] ?? 0) + count;
      columnTotals[y] = (columnTotals[y] ?? 0) + count;
    }
  }
  const groupsA = groupRanks(rowTotals, a.bins.isSingle);
  const groupsB = groupRanks(columnTotals, b.bins.isSingle);
  let product = 0;
  for (let x = 0; x < rowTotals.length; x++) {
    let sum = 0;
    for (let y = 0; y < columnTotals.length; y++)
      sum += (cells[x * width + y] ?? 0) * (groupsB.ranks[y] ?? 0);
    product += sum * (groupsA.ranks[x] ?? 0);
  }
  const looseA = Math.sqrt(groupsA.within / groupsA.squares);
  const looseB = Math.sqrt(groupsB.within / groupsB.squares);
  const bound =
    Math.abs(product) / Math.sqrt(groupsA.squares * groupsB.squares) + looseA + looseB + looseA * looseB;
  return bound < 1 ? bound + 1e-9 : 1;
}

/** What rows without a value have before the number of groups is known; there are never so many. */
const missingGroup = 255;
/** Present cells from which groups are fine. */
const fineFrom = 100_000;

/** Deals ascending runs of ties into groups of about equal size; a run larger than that is a group alone. */
function createGrouping() {
  const isSingle: number[] = [];
  let held = 0;
  let members = 0;
  function close(): void {
    if (members > 0) isSingle.push(members === 1 ? 1 : 0);
    held = 0;
    members = 0;
  }
  return {
    groupOf({ start, end, present }: { start: number; end: number; present: number }): number {
      const full = present / (present >= fineFrom ? 64 : 16);
      if (held + end - start > full) close();
      held += end - start;
      members++;
      return isSingle.length;
    },
    finish(): Uint8Array {
      close();
      return Uint8Array.from(isSingle);
    },
  };
}

/** Where among 0 to present - 1 the group of equal values of a row has its middle; different for each group. */
function placeOf({ ranks, present }: RankedColumn, row: number): number {
  return ((ranks[row] ?? 0) + present) >> 1;
}

function dot(a: Int32Array, b: Int32Array): number {
  let product = 0;
  for (let i = 0; i < a.length; i++) product += (a[i] ?? 0) * (b[i] ?? 0);
  return product;
}

function ratio(product: number, squares: number): number {
  return squares > 0 ? Math.max(-1, Math.min(1, product / Math.sqrt(squares))) : Number.NaN;
}

interface Among {
  readonly mask: Uint8Array;
  readonly rows: number;
}

function bothPresent(a: RankedColumn, b: RankedColumn): Among {
  const mask = new Uint8Array(a.ranks.length);
  let rows = 0;
  for (let i = 0; i < mask.length; i++) {
    const isThere = (a.mask === null ? 1 : (a.mask[i] ?? 0)) & (b.mask === null ? 1 : (b.mask[i] ?? 0));
    mask[i] = isThere;
    rows += isThere;
  }
  return { mask, rows };
}

/** Centred ranks among the masked rows, by place of the group of equal values. */
function ranksAmong(column: RankedColumn, { mask, rows }: Among): Int32Array {
  const counts = new Int32Array(column.present);
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] === 0) continue;
    const place = placeOf(column, i);
    counts[place] = (counts[place] ?? 0) + 1;
  }
  let start = 0;
  for (let place = 0; place < counts.length; place++) {
    const end = start + (counts[place] ?? 0);
    counts[place] = start + end - rows;
    start = end;
  }
  return counts;
}

/** Rows by group of either column. */
function countPairs(a: RankBins, b: RankBins): Int32Array {
  const width = b.size + 1;
  const cells = new Int32Array((a.size + 1) * width);
  for (let i = 0; i < a.codes.length; i++) {
    const cell = (a.codes[i] ?? 0) * width + (b.codes[i] ?? 0);
    cells[cell] = (cells[cell] ?? 0) + 1;
  }
  return cells;
}

/** Mean centred rank of each group, the sum of their squares over rows, and the most that ranks add within groups. */
function groupRanks(totals: Float64Array, isSingle: Uint8Array) {
  const rows = totals.reduce((sum, count) => sum + count, 0);
  const ranks = new Float64Array(totals.length);
  let start = 0;
  let squares = 0;
  let within = 0;
  for (let group = 0; group < totals.length; group++) {
    const count = totals[group] ?? 0;
    const rank = 2 * start + count - rows;
    ranks[group] = rank;
    squares += count * rank * rank;
    if (isSingle[group] === 0) within += (count * (count * count - 1)) / 3;
    start += count;
  }
  return { ranks, squares, within };
}
