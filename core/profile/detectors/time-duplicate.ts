import type { Issue } from '../../contract/profile.ts';
import type { Detector, ProfileContext } from '../detector.ts';
import { firstRows } from '../evidence.ts';
import { counted, countText } from '../phrase.ts';
import { momentText, type Series, seriesColumns, spanText } from '../time/series.ts';

/**
 * Moments of an even series with more rows than the others have: stamps that are repeated, clock changes aside.
 * Events may share a moment, so columns at no even pace are left alone. Counts the surplus rows; evidence is all
 * rows of such moments.
 */
export const timeDuplicate: Detector = {
  id: 'time.duplicate',
  cost: 'columns',
  needsTarget: false,
  async detect(context) {
    const issues: Issue[] = [];
    for (const series of await seriesColumns(context)) {
      if (series.repeats.length === 0) continue;
      await context.pause();
      issues.push(await describe(context, series));
    }
    return { issues };
  },
};

async function describe({ table, values }: ProfileContext, series: Series): Promise<Issue> {
  const { facts, moments, counts, usualCount, repeats, step } = series;
  const { name } = facts.column;
  const surplus = repeats.reduce((sum, at) => sum + (counts[at] ?? 0) - usualCount, 0);
  const repeated = new Set(repeats.map((at) => moments[at] ?? 0));
  const [first = 0] = repeats;
  const numbers = await values.numbers(facts.column);
  return {
    detector: 'time.duplicate',
    severity: 'warning',
    columns: [name],
    count: surplus,
    share: surplus / table.rowCount,
    measure: 'moments with more rows than usual',
    statistic: repeats.length,
    threshold: 0,
    rows: firstRows(table.rowCount, (row) => repeated.has(numbers[row] ?? Number.NaN)),
    title: `${name} repeats ${counted(repeats.length, 'moment')}`,
    message: `Every ${spanText(step)} there ${usualCount === 1 ? 'is one row' : `are ${countText(usualCount)} rows`}, but ${counted(repeats.length, 'moment')} ${repeats.length === 1 ? 'has' : 'have'} more, for example ${momentText(moments[first] ?? 0, facts)} with ${countText(counts[first] ?? 0)}. Rows may have been recorded twice, and lags then point at the wrong row.`,
    fixes:
      usualCount > 1
        ? []
        : [
            {
              kind: 'drop-rows',
              label: `Keep the first row of each ${name}`,
              where: { kind: 'duplicates', columns: [name], keep: 'first' },
            },
          ],
  };
}
