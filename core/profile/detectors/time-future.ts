import type { Issue } from '../../contract/profile.ts';
import type { ColumnFacts } from '../column-facts.ts';
import type { Detector, ProfileContext } from '../detector.ts';
import { firstRows } from '../evidence.ts';
import { wordsOf } from '../identifier.ts';
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
      const limit = context.asOf + context.thresholds.futureDays * 86_400;
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
  const isLate = (moment: number) => moment > limit && !placeholders.has(moment);
  let [count, latest] = [0, limit];
  for (let row = 0; row < numbers.length; row++) {
    const moment = numbers[row] ?? Number.NaN;
    if (!isLate(moment)) continue;
    count++;
    latest = Math.max(latest, moment);
  }
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
    rows: firstRows(table.rowCount, (row) => isLate(numbers[row] ?? Number.NaN)),
    title: `${name} lies in the future in ${counted(count, 'row')}`,
    message: `${counted(count, 'cell')} (${percent(share)}) ${count === 1 ? 'is' : 'are'} later than ${momentText(asOf ?? 0, facts)}, when the data was loaded, up to ${momentText(latest, facts)}. What has not happened yet was mistyped, or the century or the order of day and month was misread.`,
    fixes: [
      {
        kind: 'drop-rows',
        label: `Leave out rows with ${name} after ${momentText(limit, facts)}`,
        where: { kind: 'compare', column: name, operator: '>', value: momentText(limit, facts) },
      },
    ],
  };
}
