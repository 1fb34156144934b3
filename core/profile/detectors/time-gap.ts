import type { Issue } from '../../contract/profile.ts';
import type { Detector, ProfileContext } from '../detector.ts';
import { firstRows } from '../evidence.ts';
import { counted, percent } from '../phrase.ts';
import { momentText, type Series, seriesColumns, spanText } from '../time/series.ts';

/**
 * Gaps in an even series of moments: steps longer than twice the median, nights, weekends and clock changes aside.
 * Columns of events at no even pace are left alone. Counts the gaps; evidence is the rows on both sides.
 */
export const timeGap: Detector = {
  id: 'time.gap',
  cost: 'columns',
  needsTarget: false,
  async detect(context) {
    const issues: Issue[] = [];
    for (const series of await seriesColumns(context)) {
      if (series.gaps.length === 0) continue;
      await context.pause();
      issues.push(await describe(context, series));
    }
    return { issues };
  },
};

async function describe(context: ProfileContext, series: Series): Promise<Issue> {
  const { table, thresholds, values } = context;
  const { facts, moments, gaps, step } = series;
  const { name } = facts.column;
  const length = (at: number) => (moments[at] ?? 0) - (moments[at - 1] ?? 0);
  const longest = gaps.reduce((a, b) => (length(b) > length(a) ? b : a));
  const lost = gaps.reduce((sum, at) => sum + Math.round(length(at) / step) - 1, 0);
  const lostShare = lost / (lost + moments.length);
  const shown = new Set(gaps.slice(0, 10).flatMap((at) => [moments[at] ?? 0, moments[at - 1] ?? 0]));
  const numbers = await values.numbers(facts.column);
  return {
    detector: 'time.gap',
    severity: lostShare > thresholds.gapWarning ? 'warning' : 'note',
    columns: [name],
    count: gaps.length,
    share: gaps.length / table.rowCount,
    measure: 'longest step over the median step',
    statistic: length(longest) / step,
    threshold: thresholds.gapSteps,
    rows: firstRows(table.rowCount, (row) => shown.has(numbers[row] ?? Number.NaN)),
    title: `${name} has ${counted(gaps.length, 'gap')}`,
    message: `Moments follow each other every ${spanText(step)}, but ${counted(gaps.length, 'step')} ${gaps.length === 1 ? 'is' : 'are'} longer, up to ${spanText(length(longest))} before ${momentText(moments[longest] ?? 0, facts)}; ${counted(lost, 'moment')} (${percent(lostShare)}) ${lost === 1 ? 'is' : 'are'} not there. Lags and rolling means across a gap compare moments that do not follow each other.`,
    fixes: [],
  };
}
