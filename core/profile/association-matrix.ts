import type { ColumnStatistics } from '../contract/profile.ts';
import type { Associations } from '../contract/views.ts';
import type { Rng } from '../shared/rng.ts';
import {
  type AssociationColumn,
  associate,
  associationColumn,
  associationMeasures,
  isCategory,
} from './column-association.ts';
import type { ColumnValues } from './column-values.ts';
import { sampleRows } from './row-sample.ts';

/** Most columns in a matrix, so that it can be read. */
export const mostColumns = 60;
/** Pairs times rows above which rows are sampled: about two seconds of work. */
const workBudget = 4e8;
/** Fewest rows per level of a category, on average. */
const fewestRowsPerLevel = 5;

/**
 * Associations of all pairs of columns, the target first. Constant columns and texts with few rows per level are left
 * out, and so are columns past `mostColumns`. Past a bounded amount of work a seeded sample of at least 10,000 rows is
 * used, and said so. `statistics` are those of every column in file order.
 */
export async function associationMatrix(options: {
  statistics: readonly ColumnStatistics[];
  target: string | null;
  rowCount: number;
  values: ColumnValues;
  rng: Rng;
  pause: () => Promise<void>;
}): Promise<Associations> {
  const { statistics, target, rowCount, values, rng, pause } = options;
  const leftOut: { name: string; reason: string }[] = [];
  const chosen: ColumnStatistics[] = [];
  const ordered = [...statistics].sort((a, b) => {
    return (
      Number(b.column.name === target) - Number(a.column.name === target) || a.column.index - b.column.index
    );
  });
  for (const each of ordered) {
    const reason = unfit(each) ?? (chosen.length >= mostColumns ? `past ${mostColumns} columns` : null);
    if (reason === null) chosen.push(each);
    else leftOut.push({ name: each.column.name, reason });
  }
  const pairs = Math.max(1, (chosen.length * (chosen.length - 1)) / 2);
  const size = Math.max(10_000, Math.floor(workBudget / pairs));
  const rows = size < rowCount ? sampleRows(rowCount, size, rng) : null;
  const prepared: AssociationColumn[] = [];
  for (const { column } of chosen) {
    await pause();
    prepared.push(await associationColumn(values, column, { rows }));
  }
  return {
    columns: chosen.map(({ column }) => ({
      name: column.name,
      kind: isCategory(column) ? 'category' : 'number',
    })),
    strengths: await strengthsOf(prepared, pause),
    leftOut,
    sampledRows: rows === null ? null : rows.length,
    measures: associationMeasures,
  };
}

async function strengthsOf(
  columns: readonly AssociationColumn[],
  pause: () => Promise<void>,
): Promise<(number | null)[]> {
  const size = columns.length;
  const strengths: (number | null)[] = new Array(size * size).fill(null);
  for (const [i, a] of columns.entries()) {
    strengths[i * size + i] = 1;
    for (const [j, b] of columns.entries()) {
      if (j <= i) continue;
      await pause();
      const { strength } = associate(a, b);
      const known = Number.isNaN(strength) ? null : strength;
      strengths[i * size + j] = known;
      strengths[j * size + i] = known;
    }
  }
  return strengths;
}

function unfit({ column, count, distinct }: ColumnStatistics): string | null {
  if (distinct < 2) return distinct === 0 ? 'no values' : 'one value only';
  if (isCategory(column) && count / distinct < fewestRowsPerLevel) return 'few rows per level';
  return null;
}
