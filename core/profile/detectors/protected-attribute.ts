import type { Issue } from '../../contract/profile.ts';
import type { Detector } from '../detector.ts';
import { firstRowsWhere } from '../evidence.ts';
import { percent } from '../phrase.ts';
import { protectedColumns } from '../protected/protected-columns.ts';

/** Features such as sex, race, age or religion, by name and values. Counts the filled cells. */
export const protectedAttribute: Detector = {
  id: 'protected.attribute',
  cost: 'statistics',
  needsTarget: false,
  async detect(context) {
    const { table, thresholds } = context;
    const found = await protectedColumns(context);
    const issues: Issue[] = [];
    for (const { facts, label, by, share } of found) {
      const { name } = facts.column;
      const { count } = facts.statistics;
      const reason =
        by === 'name' ? 'Its name says so and its values fit' : `${percent(share)} of its values say so`;
      issues.push({
        detector: 'protected.attribute',
        severity: 'note',
        columns: [name],
        count,
        share: count / table.rowCount,
        measure: by === 'name' ? 'name and values' : 'share of cells that say it',
        statistic: share,
        threshold: thresholds.protectedShare,
        rows: await firstRowsWhere(context, `${facts.column.sql} IS NOT NULL`),
        title: `${name} is a protected attribute: ${label}`,
        message: `${reason}. Decisions about persons must often not depend on ${label}; if this is about persons, keep the column out of the features and use it to compare errors between groups.`,
        fixes: [
          { kind: 'role', label: `Keep ${name} for comparing groups`, column: name, role: 'protected' },
        ],
      });
    }
    return { issues };
  },
};
