import type { Issue } from '../../contract/profile.ts';
import type { Detector, ProfileContext } from '../detector.ts';
import { firstRows } from '../evidence.ts';
import { type LinkedGroup, linkedGroups } from '../linked-columns.ts';
import { missingPairs } from '../missing-pairs.ts';
import { isMissingAt, type MissingColumn, missingness } from '../missingness.ts';
import { counted, countText, quoted } from '../phrase.ts';

/**
 * Columns that are missing in the same rows: phi above 0.9 between their missing cells. Columns joined by such
 * pairs share one finding, which counts the rows in which the strongest pair is missing.
 */
export const missingTogether: Detector = {
  id: 'missing.together',
  cost: 'pairs',
  needsTarget: false,
  async detect(context) {
    const { table, thresholds, pause } = context;
    const { togetherRows } = thresholds;
    const candidates = context.columns.filter(
      ({ statistics }) => statistics.missing >= togetherRows && statistics.count >= togetherRows,
    );
    if (candidates.length < 2) return { issues: [] };
    const columns = (await missingness(context)).columns.filter(({ facts }) => candidates.includes(facts));
    const pairs = await missingPairs({
      columns,
      rowCount: table.rowCount,
      limit: thresholds.togetherPhi,
      pause,
    });
    const links = pairs.map(({ a, b, phi, both }) => ({ a, b, strength: phi, measure: 'phi', rows: both }));
    return { issues: linkedGroups(links, () => 0).map((group) => describe(context, columns, group)) };
  },
};

function describe(
  { table, thresholds }: ProfileContext,
  columns: readonly MissingColumn[],
  { members, links }: LinkedGroup,
): Issue {
  const names = members.map((member) => columns[member]?.facts.column.name ?? '');
  const strongest = links[0];
  const [a, b] = [columns[strongest?.a ?? -1], columns[strongest?.b ?? -1]];
  const count = strongest?.rows ?? 0;
  const isBoth = (row: number) =>
    a !== undefined && b !== undefined && isMissingAt(a, row) && isMissingAt(b, row);
  return {
    detector: 'missing.together',
    severity: 'note',
    columns: names,
    count,
    share: count / table.rowCount,
    measure: 'phi coefficient of missing cells',
    statistic: strongest?.strength ?? null,
    threshold: thresholds.togetherPhi,
    rows: firstRows(table.rowCount, isBoth),
    title: `${countText(names.length)} columns are missing in the same rows`,
    message: `${quoted(names)} are missing together, in ${counted(count, 'row')} of ${countText(table.rowCount)}. One cause lies behind it, such as a form that was not filled in or a join that found no partner; one indicator is enough for all of them.`,
    fixes: [],
  };
}
