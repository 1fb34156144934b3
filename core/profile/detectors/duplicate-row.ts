import type { Detector } from '../detector.ts';
import { duplicateGroups } from '../duplicate-groups.ts';
import { evidenceLimit } from '../evidence.ts';
import { counted, countText, percent } from '../phrase.ts';

/**
 * Rows equal to an earlier row in every column, missing equal to missing. Counts the repeats, not the first of
 * each group. A table of one column is left alone: there equal rows are the rule.
 */
export const duplicateRow: Detector = {
  id: 'duplicate.row',
  cost: 'rows',
  needsTarget: false,
  async detect({ sql, table, columns, thresholds, values, signal }) {
    if (table.columns.length < 2) return { issues: [] };
    const { rows, first } = await duplicateGroups({
      sql,
      table,
      columns: table.columns,
      statistics: columns.map(({ statistics }) => statistics),
      values,
      signal,
    });
    const repeats = rows.filter((row, i) => row !== first[i]);
    const [example] = repeats;
    if (example === undefined) return { issues: [] };
    const original = first[rows.indexOf(example)] ?? 0;
    const share = repeats.length / table.rowCount;
    const isError = share > thresholds.duplicateError;
    return {
      issues: [
        {
          detector: 'duplicate.row',
          severity: isError ? 'error' : 'warning',
          columns: [],
          count: repeats.length,
          share,
          measure: 'share of repeated rows',
          statistic: share,
          threshold: isError ? thresholds.duplicateError : 0,
          rows: [...repeats.slice(0, evidenceLimit)],
          title: `${counted(repeats.length, 'row')} ${repeats.length === 1 ? 'repeats' : 'repeat'} an earlier row`,
          message: `${percent(share)} of rows are equal to an earlier row in all ${countText(table.columns.length)} columns, for example row ${countText(example)} and row ${countText(original)}. A random split puts copies on both sides, and the test then rewards memory.`,
          fixes: [{ kind: 'drop-duplicate-rows', label: 'Keep the first of equal rows' }],
        },
      ],
    };
  },
};
