import type { Detector } from '../detector.ts';
import { firstRows } from '../evidence.ts';
import { counted, percent } from '../phrase.ts';

/** Rows without a label: a note for the first, a warning above 1 %, an error above half. Counts such rows. */
export const targetMissing: Detector = {
  id: 'target.missing',
  cost: 'columns',
  needsTarget: false,
  async detect({ table, thresholds, targetColumn, values }) {
    if (targetColumn === null) return { issues: [] };
    const { missing: count } = targetColumn.statistics;
    if (count === 0) return { issues: [] };
    const { column } = targetColumn;
    const share = count / table.rowCount;
    const { targetMissingError, targetMissingWarning } = thresholds;
    const severity = share > targetMissingError ? 'error' : share > targetMissingWarning ? 'warning' : 'note';
    const isEmpty = await emptyCells();
    return {
      issues: [
        {
          detector: 'target.missing',
          severity,
          columns: [column.name],
          count,
          share,
          measure: 'share of rows without a label',
          statistic: share,
          threshold: { error: targetMissingError, warning: targetMissingWarning, note: 0 }[severity],
          rows: firstRows(table.rowCount, isEmpty),
          title: `${counted(count, 'row')} ${count === 1 ? 'has' : 'have'} no label`,
          message: `${column.name} is missing in ${counted(count, 'row')} (${percent(share)}). They are left out of every part of the split; if labels are missing for a reason that has to do with the outcome, what remains is not what the model will meet.`,
          fixes: [],
        },
      ],
    };

    async function emptyCells(): Promise<(row: number) => boolean> {
      if (column.type === 'text') {
        const { codes } = await values.levels(column);
        return (row) => (codes[row] ?? -1) < 0;
      }
      const numbers = await values.numbers(column);
      return (row) => Number.isNaN(numbers[row]);
    }
  },
};
