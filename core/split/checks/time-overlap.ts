import type { Issue } from '../../contract/profile.ts';
import type { ColumnFacts } from '../../profile/column-facts.ts';
import { evidenceLimit } from '../../profile/evidence.ts';
import { rejectedHypotheses } from '../../profile/false-discovery.ts';
import { counted, percent } from '../../profile/phrase.ts';
import { isSteady } from '../../profile/row-order.ts';
import { seriesColumns } from '../../profile/time/series.ts';
import { PART } from '../plan.ts';
import { countParts, sortedOf } from './part-rows.ts';
import type { SplitCheck, SplitContext } from './split-check.ts';
import { changeBetweenHalves, type Dependence, likenessOfNeighbours } from './time-dependence.ts';

/**
 * Training rows from a time at or after that of test rows. A warning where time matters: the column has the role of time,
 * its moments follow each other at an even pace, rows stand in its order, or classes depend on it (their shares change
 * from the earlier to the later half, or rows next to each other in time share their class). A note for other columns
 * with hardly two rows at one moment. After a split by time only the column that it went by is looked at. Exact over all
 * rows. Counts the test rows that are not later than all training rows.
 */
export const timeOverlap: SplitCheck = {
  id: 'split.time-overlap',
  async detect(context) {
    const series = new Set((await seriesColumns(context.profile)).map(({ facts }) => facts));
    const seen: Seen[] = [];
    for (const facts of timeColumns(context)) {
      await context.profile.pause();
      const values = await context.profile.values.numbers(facts.column);
      seen.push(look(context, { facts, values, isSeries: series.has(facts) }));
    }
    const isSignificant = rejectedHypotheses(
      seen.flatMap(({ change, likeness }) => [change.pValue, likeness?.pValue ?? 1]),
      context.limits.splitSignificance,
    );
    const issues = seen.flatMap((one, i) => {
      const isReal = (test: Dependence | null, at: number) =>
        isSignificant[2 * i + at] === true && (test?.effect ?? 0) >= context.limits.timeEffect;
      return describe(context, one, reasonOf(one, isReal(one.change, 0), isReal(one.likeness, 1))) ?? [];
    });
    return { issues };
  },
};

interface Seen {
  readonly facts: ColumnFacts;
  readonly values: Float64Array;
  readonly isTime: boolean;
  readonly isSeries: boolean;
  /** Rows stand in its order. */
  readonly isOrder: boolean;
  /** Hardly two rows have the same moment. */
  readonly isUnique: boolean;
  readonly change: Dependence;
  /** Null where several rows share a moment. */
  readonly likeness: Dependence | null;
}

/** Moments, and what has the role of time; columns with another role are none. */
function timeColumns({ profile, recipe, kind }: SplitContext): ColumnFacts[] {
  return profile.features.filter(({ column, statistics }) => {
    const role = recipe.roles[column.name];
    const isMoment = column.type === 'date' || column.type === 'timestamp';
    const isMeant = role === 'time' || (role === undefined && isMoment && kind !== 'time');
    return statistics.distinct > 1 && isMeant;
  });
}

function look(
  { recipe, limits, labels, profile }: SplitContext,
  { facts, values, isSeries }: Pick<Seen, 'facts' | 'values' | 'isSeries'>,
): Seen {
  const { column, statistics } = facts;
  const isUnique = statistics.distinct >= limits.seriesShare * statistics.count;
  return {
    facts,
    values,
    isSeries,
    isUnique,
    isTime: recipe.roles[column.name] === 'time',
    isOrder: statistics.distinct >= profile.thresholds.seriesMoments && isSteady(values),
    change: changeBetweenHalves(labels, values),
    likeness: isUnique ? likenessOfNeighbours(labels, values) : null,
  };
}

/** Why time matters here; null when nothing says so. */
function reasonOf(one: Seen, hasChanged: boolean, isAlike: boolean): string | null {
  const { facts, change, likeness } = one;
  if (one.isTime) return `"${facts.column.name}" is the time of the rows`;
  if (hasChanged)
    return `the shares of the classes differ by ${percent(change.effect)} between the earlier and the later half`;
  if (isAlike)
    return `rows next to each other in time change their class ${percent(likeness?.effect ?? 0)} less often than by lot`;
  if (one.isSeries) return 'its moments follow each other at an even pace, so neighbours resemble each other';
  if (one.isOrder) return 'the rows stand in the order of it, so neighbours may resemble each other';
  return null;
}

function describe({ profile, parts, recipe }: SplitContext, one: Seen, reason: string | null): Issue | null {
  const { values, facts, isUnique } = one;
  const { name } = facts.column;
  const latest = sortedOf(values, parts, PART.train).at(-1);
  if ((reason === null && !isUnique) || latest === undefined) return null;
  const rows: number[] = [];
  let count = 0;
  for (let row = 0; row < values.length; row++) {
    if (parts[row] !== PART.test || !((values[row] ?? Number.NaN) <= latest)) continue;
    count++;
    if (rows.length < evidenceLimit) rows.push(row + 1);
  }
  if (count === 0) return null;
  const share = count / countParts(parts).test;
  const seen = `${counted(count, 'test row')} (${percent(share)}) ${count === 1 ? 'is' : 'are'} not later in "${name}" than the last training row`;
  return {
    detector: 'split.time-overlap',
    severity: reason === null ? 'note' : 'warning',
    columns: [name],
    count,
    share: count / profile.table.rowCount,
    measure: 'share of the test part that is not later than all training rows',
    statistic: share,
    threshold: 0,
    rows,
    title:
      reason === null
        ? `Parts overlap in ${name}`
        : 'The model learns from rows that are later than its test',
    message:
      reason === null
        ? `${seen}. Neither the order of the rows nor their classes follow it. If the model will predict what comes later, give the column the role of time.`
        : `${seen}, and ${reason}. In use, only the past is known: the test is easier than that.`,
    fixes:
      recipe.roles[name] === 'time'
        ? []
        : [{ kind: 'role', label: `Split by ${name}`, column: name, role: 'time' }],
  };
}
