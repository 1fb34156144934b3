import type { Issue } from '../../contract/profile.ts';
import type { Detector, ProfileContext } from '../detector.ts';
import { duplicateGroups } from '../duplicate-groups.ts';
import { firstRows } from '../evidence.ts';
import { counted, percent, quoted } from '../phrase.ts';

/**
 * Rows with equal features and different classes. Identifiers are left out of the comparison, since they would
 * make every row differ; rows without a label are ignored. Counts every row of such a group.
 */
export const duplicateConflict: Detector = {
  id: 'duplicate.conflict',
  cost: 'rows',
  needsTarget: true,
  async detect(context) {
    const { sql, table, signal } = context;
    const compared: string[] = [];
    const columns = [];
    for (const facts of context.features) {
      if ((await context.idReason(facts)) !== null) compared.push(facts.column.name);
      else columns.push(facts.column);
    }
    const statistics = context.features.map((facts) => facts.statistics);
    const { rows, first } = await duplicateGroups({
      sql,
      table,
      columns,
      statistics,
      values: context.values,
      signal,
    });
    const { codes } = await context.targetClasses();
    const classOf = new Map<number, number>();
    const conflicting = new Set<number>();
    rows.forEach((row, i) => {
      const code = codes[row - 1] ?? -1;
      const group = first[i] ?? row;
      if (code < 0) return;
      const known = classOf.get(group);
      if (known === undefined) classOf.set(group, code);
      else if (known !== code) conflicting.add(group);
    });
    if (conflicting.size === 0) return { issues: [] };
    const concerned = rows.filter(
      (row, i) => conflicting.has(first[i] ?? row) && (codes[row - 1] ?? -1) >= 0,
    );
    return { issues: [describe(context, { concerned, groups: conflicting.size, ignored: compared })] };
  },
};

function describe(
  { table, thresholds }: ProfileContext,
  found: { concerned: Float64Array; groups: number; ignored: readonly string[] },
): Issue {
  const { concerned, groups, ignored } = found;
  const share = concerned.length / table.rowCount;
  const without = ignored.length === 0 ? '' : ` (identifiers aside: ${quoted(ignored)})`;
  const held = new Set(
    firstRows(concerned.length, () => true).map((position) => concerned[position - 1] ?? 0),
  );
  return {
    detector: 'duplicate.conflict',
    severity: share > thresholds.conflictWarning ? 'warning' : 'note',
    columns: [],
    count: concerned.length,
    share,
    measure: 'share of rows in conflict',
    statistic: share,
    threshold: share > thresholds.conflictWarning ? thresholds.conflictWarning : 0,
    rows: [...held],
    title: `${counted(concerned.length, 'row')} agree in every feature but not in the class`,
    message: `${percent(share)} of rows fall into ${counted(groups, 'group')} with equal features${without} and different classes. No model can get all of them right, so labels may be wrong or a telling column is missing.`,
    fixes: [],
  };
}
