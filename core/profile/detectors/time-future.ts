import type { Fix, Issue } from '../../contract/profile.ts';
import type { ColumnFacts } from '../column-facts.ts';
import type { Detector, ProfileContext } from '../detector.ts';
import { evidenceLimit } from '../evidence.ts';
import { wordsOf } from '../identifier.ts';
import { leaveOutRows } from '../leave-out-rows.ts';
import { counted, percent } from '../phrase.ts';
import { placeholderDates } from '../sentinel-numbers.ts';
import { momentText } from '../time/series.ts';

const aheadWords = new Set([
  'due',
  'until',
  'till',
  'valid',
  'expiry',
  'expires',
  'expire',
  'expiration',
  'expiring',
  'end',
  'ends',
  'deadline',
  'maturity',
  'matures',
  'next',
  'planned',
  'plan',
  'scheduled',
  'schedule',
  'expected',
  'estimated',
  'forecast',
  'target',
  'renewal',
  'appointment',
  'delivery',
  'eta',
  'future',
  'to',
]);

/**
 * Moments later than the day on which the data was loaded, one day's grace for time zones. Silent for columns
 * whose name or share of such moments says that they look ahead, and for placeholders, which missing.sentinel
 * finds. Without a day of loading nothing is judged. Counts such cells.
 */
export const timeFuture: Detector = {
  id: 'time.future',
  cost: 'columns',
  needsTarget: false,
  async detect(context) {
    const issues: Issue[] = [];
    for (const facts of context.columns) {
      const { type } = facts.column;
      if (context.asOf === null || (type !== 'date' && type !== 'timestamp')) continue;
      const limit = Math.floor(context.asOf) + context.thresholds.futureDays * 86_400;
      if (!mayBeLate(facts, limit)) continue;
      await context.pause();
      const issue = await findIn(context, facts, limit);
      if (issue !== null) issues.push(issue);
    }
    return { issues };
  },
};

function mayBeLate({ column, statistics }: ColumnFacts, limit: number): boolean {
  const latest = Date.parse(statistics.time?.max ?? '') / 1000;
  return !(latest <= limit) && !wordsOf(column.name).some((word) => aheadWords.has(word));
}

async function findIn(context: ProfileContext, facts: ColumnFacts, limit: number): Promise<Issue | null> {
  const { table, thresholds, values, asOf } = context;
  const numbers = await values.numbers(facts.column);
  const placeholders = new Set(
    placeholderDates(await values.sorted(facts.column), thresholds).map(({ value }) => value),
  );
  // Infinity is no moment that a clock will show, and cannot be written as one.
  const isLate = (moment: number) => moment > limit && moment < Infinity && !placeholders.has(moment);
  const late: number[] = [];
  let latest = limit;
  for (let row = 0; row < numbers.length; row++) {
    const moment = numbers[row] ?? Number.NaN;
    if (!isLate(moment)) continue;
    late.push(row + 1);
    latest = Math.max(latest, moment);
  }
  const count = late.length;
  if (count === 0 || count > thresholds.futureShare * facts.statistics.count) return null;
  const { name } = facts.column;
  const share = count / table.rowCount;
  return {
    detector: 'time.future',
    severity: 'warning',
    columns: [name],
    count,
    share,
    measure: 'cells after the day of loading',
    statistic: count,
    threshold: 0,
    rows: late.slice(0, evidenceLimit),
    title: `${name} lies in the future in ${counted(count, 'row')}`,
    message: `${counted(count, 'cell')} (${percent(share)}) ${count === 1 ? 'is' : 'are'} later than ${momentText(asOf ?? 0, facts)}, when the data was loaded, up to ${momentText(latest, facts)}. What has not happened yet was mistyped, or the century or the order of day and month was misread.`,
    fixes: leaveOutLate({ facts, limit, latest, rows: late, aside: [...placeholders] }),
  };
}

/**
 * Leaves out the moments counted: up to the first placeholder beyond the limit, or by row where one or an infinite cell
 * would go with them.
 */
function leaveOutLate(found: {
  facts: ColumnFacts;
  limit: number;
  latest: number;
  rows: readonly number[];
  aside: readonly number[];
}): Fix[] {
  const { facts, limit, latest, rows, aside } = found;
  const { name: column } = facts.column;
  const next = Math.min(...aside.filter((moment) => moment > limit));
  const hasInfinite = facts.statistics.time?.max === 'infinity';
  if (next < latest || (next === Infinity && hasInfinite)) return leaveOutRows(rows);
  const after = momentText(limit, facts);
  const label = `Leave out rows with ${column} after ${after}`;
  const where = { kind: 'compare', column, operator: '>', value: after } as const;
  if (next === Infinity) return [{ kind: 'drop-rows', label, where }];
  const before = { kind: 'compare', column, operator: '<', value: momentText(next, facts) } as const;
  return [
    {
      kind: 'drop-rows',
      label: `${label} and before ${before.value}`,
      where: { kind: 'all', of: [where, before] },
    },
  ];
}
