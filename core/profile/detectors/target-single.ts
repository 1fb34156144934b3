import type { Detector } from '../detector.ts';
import { firstRows } from '../evidence.ts';
import { counted } from '../phrase.ts';

/** A target with one class, or with no label at all. Counts the labelled rows. */
export const targetSingle: Detector = {
  id: 'target.single',
  cost: 'statistics',
  needsTarget: false,
  async detect({ table, targetColumn }) {
    if (targetColumn === null || targetColumn.statistics.distinct > 1) return { issues: [] };
    const { column, statistics } = targetColumn;
    const { count, top } = statistics;
    const [only] = top;
    return {
      issues: [
        {
          detector: 'target.single',
          severity: 'error',
          columns: [column.name],
          count,
          share: count / table.rowCount,
          measure: 'classes',
          statistic: statistics.distinct,
          threshold: 2,
          rows: count === table.rowCount ? firstRows(table.rowCount, () => true) : [],
          title: only === undefined ? `${column.name} has no labels` : `${column.name} has one class only`,
          message: `${only === undefined ? 'No row has a label' : `All ${counted(count, 'labelled row')} are "${only.value}"`}. There is nothing to tell apart, so nothing can be trained or evaluated; choose another target or add rows of another class.`,
          fixes: [],
        },
      ],
    };
  },
};
