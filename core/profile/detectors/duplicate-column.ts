import type { Issue } from '../../contract/profile.ts';
import type { Detector, ProfileContext } from '../detector.ts';
import { firstRowsWhere } from '../evidence.ts';
import { countText, quoted } from '../phrase.ts';
import { type SameColumns, sameColumns } from '../same-columns.ts';

/** Features that repeat another one: equal in every row, or with values that correspond one to one, which is a note. Counts the filled cells. */
export const duplicateColumn: Detector = {
  id: 'duplicate.column',
  cost: 'pairs',
  needsTarget: false,
  async detect(context) {
    if (context.table.rowCount < 2) return { issues: [] };
    const issues: Issue[] = [];
    for (const group of await sameColumns(context, context.features))
      issues.push(await describe(context, group));
    return { issues };
  },
};

async function describe(context: ProfileContext, { kind, members }: SameColumns): Promise<Issue> {
  const names = members.map(({ column }) => column.name);
  const [first, ...copies] = names;
  const { count = 0, distinct = 0 } = members[0]?.statistics ?? {};
  const isEqual = kind === 'equal';
  return {
    detector: 'duplicate.column',
    severity: isEqual ? 'warning' : 'note',
    columns: names,
    count,
    share: count / context.table.rowCount,
    measure: isEqual ? 'columns equal in every row' : 'columns whose values correspond one to one',
    statistic: names.length,
    threshold: 1,
    rows: await firstRowsWhere(context, `${members[0]?.column.sql} IS NOT NULL`),
    title: isEqual
      ? `${quoted(copies, 3)} ${copies.length === 1 ? 'repeats' : 'repeat'} ${first}`
      : `${quoted(copies, 3)} ${copies.length === 1 ? 'says' : 'say'} the same as ${first}`,
    message: `${isEqual ? 'Every row holds the same value in' : `Each of the ${countText(distinct)} values of one stands for one value of the other in`} ${quoted(names, 5)}. A copy adds nothing, and weights and importances are shared out among the copies at will.`,
    fixes: [{ kind: 'drop-columns', label: `Drop ${quoted(copies, 3)}`, columns: copies }],
  };
}
