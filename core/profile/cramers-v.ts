import type { CodedCategory } from './coded-category.ts';

/**
 * Bias-corrected Cramér's V (Bergsma, 2013) over rows in which both are present: 0 for independence, 1 when each
 * level of the column with more levels has one level of the other. NaN when a column has fewer than two levels
 * there, or so many that nothing is left after the correction.
 */
export function cramersV(a: CodedCategory, b: CodedCategory): { strength: number; rows: number } {
  const cells = (a.size + 1) * (b.size + 1);
  const isSmall = cells <= Math.max(4096, Math.min(4 * a.buckets.length, mostCells));
  const { rows, levelsA, levelsB, sum } = isSmall ? inTable(a, b) : inGroups(a, b);
  if (levelsA < 2 || levelsB < 2) return { strength: Number.NaN, rows };
  const phiSquared = Math.max(0, sum - 1 - ((levelsA - 1) * (levelsB - 1)) / (rows - 1));
  const fewer =
    Math.min(levelsA - (levelsA - 1) ** 2 / (rows - 1), levelsB - (levelsB - 1) ** 2 / (rows - 1)) - 1;
  return { strength: fewer > 0 ? Math.min(1, Math.sqrt(phiSquared / fewer)) : Number.NaN, rows };
}

/** Counts in one table: 32 MB. */
const mostCells = 1 << 23;

interface Counted {
  readonly rows: number;
  readonly levelsA: number;
  readonly levelsB: number;
  /** Over pairs of levels: rows squared over the product of the rows of either. */
  readonly sum: number;
}

/** Counts in a table of all pairs of levels, with a line and a column for missing cells. */
function inTable(a: CodedCategory, b: CodedCategory): Counted {
  const width = b.size + 1;
  const table = new Uint32Array((a.size + 1) * width);
  const [first, second] = [a.buckets, b.buckets];
  for (let i = 0; i < first.length; i++) {
    const cell = (first[i] ?? 0) * width + (second[i] ?? 0);
    table[cell] = (table[cell] ?? 0) + 1;
  }
  const rowTotals = new Float64Array(a.size);
  const columnTotals = new Float64Array(b.size);
  for (let x = 0; x < a.size; x++) {
    for (let y = 0; y < b.size; y++) {
      const count = table[x * width + y] ?? 0;
      rowTotals[x] = (rowTotals[x] ?? 0) + count;
      columnTotals[y] = (columnTotals[y] ?? 0) + count;
    }
  }
  let sum = 0;
  for (let x = 0; x < a.size; x++) {
    for (let y = 0; y < b.size; y++) {
      const count = table[x * width + y] ?? 0;
      if (count > 0) sum += (count * count) / ((rowTotals[x] ?? 1) * (columnTotals[y] ?? 1));
    }
  }
  return { ...levelsOf(rowTotals, columnTotals), sum };
}

/** The same where a table would be mostly empty: rows are put in the order of one column's levels first. */
function inGroups(a: CodedCategory, b: CodedCategory): Counted {
  const rowTotals = new Float64Array(a.size);
  const columnTotals = new Float64Array(b.size);
  const ends = new Uint32Array(a.size + 1);
  for (let x = 0, end = 0; x < a.size; x++) {
    ends[x] = end;
    end += a.counts[x] ?? 0;
  }
  const others = new Int32Array(a.buckets.length - a.missing.length);
  for (let i = 0; i < a.buckets.length; i++) {
    const x = a.buckets[i] ?? 0;
    if (x === a.size) continue;
    const y = b.buckets[i] ?? 0;
    const at = ends[x] ?? 0;
    others[at] = y;
    ends[x] = at + 1;
    if (y === b.size) continue;
    rowTotals[x] = (rowTotals[x] ?? 0) + 1;
    columnTotals[y] = (columnTotals[y] ?? 0) + 1;
  }
  const counts = new Uint32Array(b.size + 1);
  let sum = 0;
  for (let x = 0, start = 0; x < a.size; x++) {
    const end = ends[x] ?? 0;
    for (let i = start; i < end; i++) counts[others[i] ?? 0] = (counts[others[i] ?? 0] ?? 0) + 1;
    counts[b.size] = 0;
    for (let i = start; i < end; i++) {
      const y = others[i] ?? 0;
      const count = counts[y] ?? 0;
      if (count > 0) sum += (count * count) / ((rowTotals[x] ?? 1) * (columnTotals[y] ?? 1));
      counts[y] = 0;
    }
    start = end;
  }
  return { ...levelsOf(rowTotals, columnTotals), sum };
}

function levelsOf(rowTotals: Float64Array, columnTotals: Float64Array): Omit<Counted, 'sum'> {
  const filled = (totals: Float64Array) => totals.reduce((count, total) => count + (total > 0 ? 1 : 0), 0);
  const rows = rowTotals.reduce((total, count) => total + count, 0);
  return { rows, levelsA: filled(rowTotals), levelsB: filled(columnTotals) };
}
