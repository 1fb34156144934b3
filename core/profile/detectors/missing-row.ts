import type { Detector } from '../detector.ts';
import { firstRows } from '../evidence.ts';
import { missingness } from '../missingness.ts';
import { counted, countText, percent } from '../phrase.ts';

/**
 * Rows of which more than half of the cells are missing, the target among them: of one or two columns, all cells.
 * Counts such rows.
 */
export const missingRow: Detector = {
  id: 'missing.row',
  cost: 'rows',
  needsTarget: false,
  async detect(context) {
    const { table, thresholds } = context;
    const width = table.columns.length;
    const limit = thresholds.missingRow * width;
    const empty = context.columns.filter(({ statistics }) => statistics.count === 0).length;
    const holed = context.columns.filter(({ statistics }) => statistics.missing > 0).length;
    if (holed <= limit || empty > limit) return { issues: [] };
    const { perRow } = await missingness(context);
    let count = 0;
    let blank = 0;
    let most = 0;
    for (const cells of perRow) {
      if (cells > limit) count++;
      if (cells === width) blank++;
      if (cells > most) most = cells;
    }
    if (count === 0) return { issues: [] };
    const share = count / table.rowCount;
    const fully =
      blank > 0 ? ` ${counted(blank, 'row')} ${blank === 1 ? 'has' : 'have'} no cell at all.` : '';
    return {
      issues: [
        {
          detector: 'missing.row',
          severity: 'warning',
          columns: [],
          count,
          share,
          measure: 'largest share of missing cells in a row',
          statistic: most / width,
          threshold: thresholds.missingRow,
          rows: firstRows(perRow.length, (row) => (perRow[row] ?? 0) > limit),
          title: `${counted(count, 'row')} ${count === 1 ? 'is' : 'are'} ${blank === count ? 'empty' : 'nearly empty'}`,
          message: `${percent(share)} of rows lack more than ${percent(thresholds.missingRow)} of their ${countText(width)} cells.${fully} What is filled in for them is mostly made up, and they can blur both training and test.`,
          fixes: [
            {
              kind: 'drop-rows',
              label: `Leave out rows that lack more than ${percent(thresholds.missingRow)} of their cells`,
              where: { kind: 'missing-share', above: thresholds.missingRow },
            },
          ],
        },
      ],
    };
  },
};
