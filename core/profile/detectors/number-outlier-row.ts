import type { Issue } from '../../contract/profile.ts';
import type { ColumnFacts } from '../column-facts.ts';
import type { Detector, ProfileContext } from '../detector.ts';
import { combinedTail, correlatedGroups, countEdges, tailShare } from '../edge-rows.ts';
import { evidenceLimit } from '../evidence.ts';
import { growForest, type IsolationForest, isolationScore } from '../isolation-forest.ts';
import { leaveOutRows } from '../leave-out-rows.ts';
import { type NormalScale, normalScale, normalScores, scoreIn } from '../normal-scale.ts';
import { counted, countText, percent } from '../phrase.ts';
import { type SampledColumn, sampleNote, tableSample } from '../table-sample.ts';

/**
 * Rows at the edge of several columns at once, in none of them necessarily out of range. All rows are looked at: a
 * cell is at the edge in the outermost 0.13 % of its column's values on either side, columns that correlate by 0.5
 * or more count as one, and a row needs at least three such columns and to be farther out in all together than
 * chance puts one row in twenty tables (Fisher's method). What is left is scored by an isolation forest of normal
 * scores grown from a sample. Counts such rows.
 */
export const numberOutlierRow: Detector = {
  id: 'number.outlier-row',
  cost: 'rows',
  needsTarget: false,
  async detect(context) {
    const { thresholds, table } = context;
    const sample = await tableSample(context);
    const columns = await measurements(context, sample.columns);
    if (columns.length < thresholds.outlierRowColumns || table.rowCount < thresholds.outlierRows)
      return { issues: [] };
    const scores: Float64Array[] = [];
    for (const column of columns) {
      await context.pause();
      scores.push(scoresOf(column));
    }
    const groups = await correlatedGroups(context, scores);
    const edges = await countEdges(context, columns, groups);
    const candidates: number[] = [];
    for (let row = 0; row < edges.length; row++)
      if ((edges[row] ?? 0) >= thresholds.outlierRowColumns) candidates.push(row);
    const note = sampleNote(sample);
    if (candidates.length === 0 || candidates.length >= thresholds.outlierRowShare * table.rowCount) {
      return { issues: [], ...note };
    }
    const forest = growForest(scores, sample.rows.length, context.rng('number.outlier-row'));
    const scales = columns.map(({ numbers }) => normalScale(numbers));
    const found = await scoreRows({ context, forest, columns, groups, scales, rows: candidates });
    const issues = found.length === 0 ? [] : [describe(context, { found, columns })];
    return { issues, ...note };
  },
};

/** Numeric features with a scale to be at the edge of. */
async function measurements(
  context: ProfileContext,
  columns: readonly SampledColumn[],
): Promise<SampledColumn[]> {
  const chosen: SampledColumn[] = [];
  for (const column of columns) {
    const { facts } = column;
    if (facts.numeric === null || facts === context.targetColumn || facts.statistics.distinct < 5) continue;
    if ((await context.idReason(facts)) === null) chosen.push(column);
  }
  return chosen;
}

/** The score of every cell; what is missing stands in the middle. */
function scoresOf({ facts, numbers }: SampledColumn): Float64Array {
  if (facts.numeric?.statistics.infinite === 0) return normalScores(numbers);
  const scale = normalScale(numbers);
  return numbers.map((value) => scoreOrMiddle(scale, value));
}

function scoreOrMiddle(scale: NormalScale | undefined, value: number): number {
  return scale === undefined || Number.isNaN(value) ? 0 : scoreIn(scale, value);
}

interface OddRow {
  /** Position, 0 for the first row. */
  readonly row: number;
  readonly score: number;
  /** Columns in which the row is farthest out, the farthest first. */
  readonly columns: readonly ColumnFacts[];
}

async function scoreRows(options: {
  context: ProfileContext;
  forest: IsolationForest;
  columns: readonly SampledColumn[];
  groups: readonly number[];
  scales: readonly NormalScale[];
  rows: readonly number[];
}): Promise<OddRow[]> {
  const { context, forest, columns, groups, scales, rows } = options;
  const tails = rows.map(() => new Map<number, number>());
  const sizes = Map.groupBy(groups, (group) => group);
  const points = rows.map(() => new Float64Array(columns.length));
  for (const [i, { facts }] of columns.entries()) {
    const numbers = await context.values.numbers(facts.column);
    const sorted = await context.values.sorted(facts.column);
    const scale = scales[i];
    const group = groups[i] ?? 0;
    rows.forEach((row, at) => {
      const value = numbers[row] ?? Number.NaN;
      const point = points[at];
      if (point !== undefined) point[i] = scoreOrMiddle(scale, value);
      // The farthest of linked columns speaks for all of them, weighed by their number (Bonferroni).
      const share = Math.min(1, tailShare(sorted, value) * (sizes.get(group)?.length ?? 1));
      tails[at]?.set(group, Math.min(share, tails[at]?.get(group) ?? 1));
    });
  }
  return rows.flatMap((row, at) => {
    const point = points[at] ?? new Float64Array(0);
    const score = isolationScore(forest, point);
    const expected = combinedTail([...(tails[at]?.values() ?? [])]) * context.table.rowCount;
    const { outlierRowScore, outlierRowChance } = context.thresholds;
    if (score < outlierRowScore || expected >= outlierRowChance) return [];
    const order = columns
      .map(({ facts }, i) => ({ facts, out: Math.abs(point[i] ?? 0) }))
      .sort((a, b) => b.out - a.out);
    return [{ row, score, columns: order.map(({ facts }) => facts) }];
  });
}

function describe(
  { table, thresholds }: ProfileContext,
  { found, columns }: { found: readonly OddRow[]; columns: readonly SampledColumn[] },
): Issue {
  const share = found.length / table.rowCount;
  const oddest = found.reduce((a, b) => (b.score > a.score ? b : a));
  const names = oddest.columns.slice(0, 3).map(({ column }) => column.name);
  return {
    detector: 'number.outlier-row',
    severity: 'note',
    columns: [],
    count: found.length,
    share,
    measure: 'largest isolation score',
    statistic: oddest.score,
    threshold: thresholds.outlierRowScore,
    rows: found.slice(0, evidenceLimit).map(({ row }) => row + 1),
    title: `${counted(found.length, 'row')} ${found.length === 1 ? 'is' : 'are'} far out in several columns at once`,
    message: `${counted(found.length, 'row')} (${percent(share)}) at the edge of several of ${countText(columns.length)} numeric columns; row ${countText(oddest.row + 1)} is oddest, in ${names.join(', ')}. Such rows may belong to another population or be put together wrongly, and they steer fits.`,
    fixes: leaveOutRows(found.map(({ row }) => row + 1)),
  };
}
