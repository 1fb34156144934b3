import type { Issue } from '../../contract/profile.ts';
import type { Detector, ProfileContext } from '../detector.ts';
import { firstRows } from '../evidence.ts';
import { counted } from '../phrase.ts';
import { momentText, type Series, seriesColumns } from '../time/series.ts';

/**
 * Stamps of a wall clock: an even series of an hour's step or less that has no moments in the hour that summer time
 * skips, or twice as many in the hour that runs twice, on the Sundays on which clocks change. Counts such hours;
 * evidence is the rows within an hour of them.
 */
export const timeDst: Detector = {
  id: 'time.dst',
  cost: 'columns',
  needsTarget: false,
  async detect(context) {
    const issues: Issue[] = [];
    for (const series of await seriesColumns(context)) {
      if (series.changes.length === 0) continue;
      await context.pause();
      issues.push(await describe(context, series));
    }
    return { issues };
  },
};

async function describe({ table, values }: ProfileContext, { facts, changes, step }: Series): Promise<Issue> {
  const { name } = facts.column;
  const skipped = changes.filter(({ kind }) => kind === 'skipped').length;
  const doubled = changes.length - skipped;
  const numbers = await values.numbers(facts.column);
  const isNear = (moment: number) =>
    changes.some(({ start }) => moment >= start - step && moment < start + 3600 + step);
  const [first] = changes;
  return {
    detector: 'time.dst',
    severity: 'warning',
    columns: [name],
    count: changes.length,
    share: changes.length / table.rowCount,
    measure: 'hours skipped or doubled where clocks change',
    statistic: changes.length,
    threshold: 0,
    rows: firstRows(table.rowCount, (row) => isNear(numbers[row] ?? Number.NaN)),
    title: `${name} follows a wall clock with summer time`,
    message: `${counted(skipped, 'local hour')} ${skipped === 1 ? 'is' : 'are'} missing and ${counted(doubled, 'hour')} ${doubled === 1 ? 'comes' : 'come'} twice where clocks change, first at ${momentText(first?.start ?? 0, facts)}. Differences across them are an hour off, and doubled stamps cannot be told apart; store times in UTC.`,
    fixes: [],
  };
}
