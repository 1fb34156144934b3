import { duplicateGroups } from '../../profile/duplicate-groups.ts';
import { counted, countText, percent } from '../../profile/phrase.ts';
import { crossings } from './crossings.ts';
import { countParts } from './part-rows.ts';
import type { SplitCheck } from './split-check.ts';

/** Rows equal in every column on both sides of the split. Exact over all rows. Counts the test and validation rows with a copy in an earlier part. */
export const rowOverlap: SplitCheck = {
  id: 'split.row-overlap',
  async detect({ profile, parts, limits }) {
    const { sql, table, signal } = profile;
    const { rows, first } = await duplicateGroups({
      sql,
      table,
      columns: table.columns,
      statistics: profile.columns.map(({ statistics }) => statistics),
      values: profile.values,
      signal,
    });
    const members = Array.from(rows, (row, i) => [row - 1, first[i] ?? 0] as const);
    const found = crossings(members, parts);
    const count = found.test + found.validation;
    if (count === 0) return { issues: [] };
    const sizes = countParts(parts);
    const share = Math.max(found.test / sizes.test || 0, found.validation / sizes.validation || 0);
    return {
      issues: [
        {
          detector: 'split.row-overlap',
          severity: share > limits.overlapError ? 'error' : 'warning',
          columns: [],
          count,
          share: count / table.rowCount,
          measure: 'largest share of a part with a copy in an earlier one',
          statistic: share,
          threshold: share > limits.overlapError ? limits.overlapError : 0,
          rows: found.rows,
          title: `${counted(found.test || found.validation, `${found.test > 0 ? 'test' : 'validation'} row`)} ${(found.test || found.validation) === 1 ? 'is a copy' : 'are copies'} of rows in other parts`,
          message: `${percent(found.test / sizes.test || 0)} of the test part (${countText(found.test)}) and ${percent(found.validation / sizes.validation || 0)} of validation (${countText(found.validation)}) are equal in all ${countText(table.columns.length)} columns to a row of an earlier part. For these the test asks what was learned by heart.`,
          fixes: [{ kind: 'drop-duplicate-rows', label: 'Keep the first of equal rows' }],
        },
      ],
    };
  },
};
