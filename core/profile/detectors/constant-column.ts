import type { Issue } from '../../contract/profile.ts';
import type { Detector } from '../detector.ts';
import { firstRows } from '../evidence.ts';
import { countText } from '../phrase.ts';

/**
 * Columns with one distinct value. Counts the filled cells. With missing cells beside it the column still
 * tells filled from empty, and is a note. Empty columns are left to missing.column, tables of one row alone.
 */
export const constantColumn: Detector = {
  id: 'constant.column',
  cost: 'statistics',
  needsTarget: false,
  async detect(context) {
    const { rowCount } = context.table;
    const issues: Issue[] = [];
    if (rowCount < 2) return { issues };
    for (const facts of context.features) {
      const { column, statistics } = facts;
      if (statistics.distinct !== 1) continue;
      const value = statistics.top[0]?.value ?? '';
      const isWhole = statistics.missing === 0;
      const levels = isWhole ? null : await context.values.levels(column);
      issues.push({
        detector: 'constant.column',
        severity: isWhole ? 'warning' : 'note',
        columns: [column.name],
        count: statistics.count,
        share: statistics.count / rowCount,
        measure: 'distinct values',
        statistic: 1,
        threshold: 1,
        rows: firstRows(rowCount, (i) => levels === null || (levels.codes[i] ?? -1) >= 0),
        title: `${column.name} has only one value`,
        message: isWhole
          ? `All ${countText(rowCount)} rows hold "${value}". A column that never changes cannot help to tell rows apart.`
          : `Every filled cell holds "${value}"; the other ${countText(statistics.missing)} are missing. Only whether it is filled can tell rows apart.`,
        fixes: [{ kind: 'drop-columns', label: `Drop ${column.name}`, columns: [column.name] }],
      });
    }
    return { issues };
  },
};
