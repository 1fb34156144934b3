import type { Issue } from '../../contract/profile.ts';
import { chiSquaredTwoRows } from '../../profile/chi-squared.ts';
import type { ColumnFacts } from '../../profile/column-facts.ts';
import { evidenceLimit } from '../../profile/evidence.ts';
import { rejectedHypotheses } from '../../profile/false-discovery.ts';
import { counted, percent } from '../../profile/phrase.ts';
import { quantile } from '../../profile/quantile.ts';
import { PART } from '../plan.ts';
import { countParts, sortedOf } from './part-rows.ts';
import type { SplitCheck, SplitContext } from './split-check.ts';

/**
 * Training rows from a time at or after that of test rows, where time matters: a column with the role of time, a series
 * with hardly two rows at one moment, or classes whose shares change from the earlier to the later half. Exact over all
 * rows. Counts the test rows that are not later than all training rows.
 */
export const timeOverlap: SplitCheck = {
  id: 'split.time-overlap',
  async detect(context) {
    const { profile, recipe } = context;
    const columns = profile.features.filter(
      ({ column, statistics }) =>
        statistics.distinct > 1 &&
        (recipe.roles[column.name] === 'time' || column.type === 'date' || column.type === 'timestamp'),
    );
    const seen: { facts: ColumnFacts; values: Float64Array; change: Change }[] = [];
    for (const facts of columns) {
      await profile.pause();
      const values = await profile.values.numbers(facts.column);
      seen.push({ facts, values, change: changeOverTime(context, values) });
    }
    const isSignificant = rejectedHypotheses(
      seen.map(({ change }) => change.pValue),
      context.limits.splitSignificance,
    );
    const issues = seen.flatMap(({ facts, values, change }, i) => {
      const hasChanged = isSignificant[i] === true && change.effect >= context.limits.timeEffect;
      return describe(context, { facts, values, change, hasChanged }) ?? [];
    });
    return { issues };
  },
};

/** How the classes differ between the halves. */
interface Change {
  readonly effect: number;
  readonly pValue: number;
}

function changeOverTime({ labels, profile }: SplitContext, values: Float64Array): Change {
  const middle = quantile(values.filter((value) => Number.isFinite(value)).sort(), 0.5);
  const halves = [0, 1].map(() => new Array<number>(labels.classNames.length).fill(0));
  for (let row = 0; row < profile.table.rowCount; row++) {
    const [value = Number.NaN, code = -1] = [values[row], labels.codes[row]];
    const half = halves[value <= middle ? 0 : 1];
    if (half && code >= 0 && Number.isFinite(value)) half[code] = (half[code] ?? 0) + 1;
  }
  const [early = [], late = []] = halves;
  const [n, m] = [early, late].map((counts) => counts.reduce((sum, count) => sum + count, 0));
  if (!n || !m) return { effect: 0, pValue: 1 };
  const effect = early.reduce((sum, count, i) => sum + Math.abs(count / n - (late[i] ?? 0) / m), 0) / 2;
  return { effect, pValue: chiSquaredTwoRows(early, late)?.pValue ?? 1 };
}

function describe(
  { profile, parts, recipe, limits }: SplitContext,
  found: { facts: ColumnFacts; values: Float64Array; change: Change; hasChanged: boolean },
): Issue | null {
  const { facts, values, change, hasChanged } = found;
  const { column, statistics } = facts;
  const isTime = recipe.roles[column.name] === 'time';
  const isSeries = statistics.distinct >= limits.seriesShare * statistics.count;
  if (!isTime && !isSeries && !hasChanged) return null;
  const latest = sortedOf(values, parts, PART.train).at(-1);
  if (latest === undefined) return null;
  const rows: number[] = [];
  let count = 0;
  for (let row = 0; row < values.length; row++) {
    if (parts[row] !== PART.test || !((values[row] ?? Number.NaN) <= latest)) continue;
    count++;
    if (rows.length < evidenceLimit) rows.push(row + 1);
  }
  if (count === 0) return null;
  const testRows = countParts(parts).test;
  const why = isTime
    ? `"${column.name}" is the time of the rows`
    : hasChanged
      ? `the shares of the classes differ by ${percent(change.effect)} between the earlier and the later half`
      : 'rows at neighbouring moments of a series resemble each other';
  return {
    detector: 'split.time-overlap',
    severity: 'warning',
    columns: [column.name],
    count,
    share: count / profile.table.rowCount,
    measure: 'share of the test part that is not later than all training rows',
    statistic: count / testRows,
    threshold: null,
    rows,
    title: `The model learns from rows that are later than its test`,
    message: `${counted(count, 'test row')} (${percent(count / testRows)}) ${count === 1 ? 'is' : 'are'} not later in "${column.name}" than the last training row, and ${why}. In use, only the past is known: the test is easier than that.`,
    fixes: [],
  };
}
