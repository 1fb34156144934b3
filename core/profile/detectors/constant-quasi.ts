import type { Issue } from '../../contract/profile.ts';
import { fromOf } from '../../shared/table.ts';
import type { ColumnFacts } from '../column-facts.ts';
import type { Detector, ProfileContext } from '../detector.ts';
import { firstRowsWhere } from '../evidence.ts';
import { counted, countText, percent } from '../phrase.ts';

/** Columns of which 99.5 % of rows and more hold one value, but not all filled cells. Counts the other filled cells. */
export const constantQuasi: Detector = {
  id: 'constant.quasi',
  cost: 'statistics',
  needsTarget: false,
  async detect(context) {
    const issues: Issue[] = [];
    for (const facts of context.features) {
      const { distinct, top } = facts.statistics;
      const share = (top[0]?.count ?? 0) / context.table.rowCount;
      if (distinct < 2 || share < context.thresholds.quasiShare) continue;
      issues.push(await describe(context, facts, share));
    }
    return { issues };
  },
};

async function describe(context: ProfileContext, facts: ColumnFacts, share: number): Promise<Issue> {
  const { table, thresholds } = context;
  const { column, statistics } = facts;
  const [usual] = statistics.top;
  const count = statistics.count - (usual?.count ?? 0);
  return {
    detector: 'constant.quasi',
    severity: 'note',
    columns: [column.name],
    count,
    share: count / table.rowCount,
    measure: 'share of the most common value',
    statistic: share,
    threshold: thresholds.quasiShare,
    rows: await otherRows(context, facts),
    title: `${column.name} hardly ever changes`,
    message: `${percent(share)} of ${countText(table.rowCount)} rows hold "${usual?.value ?? ''}"; ${counted(count, 'cell')} ${count === 1 ? 'differs' : 'differ'}. A split can leave one part without any of them, and a model learns them by heart.`,
    fixes: [{ kind: 'drop-columns', label: `Drop ${column.name}`, columns: [column.name] }],
  };
}

/** The first rows that are filled and hold another value; the usual value is the most frequent one. */
async function otherRows(context: ProfileContext, { column, statistics }: ColumnFacts): Promise<number[]> {
  const { table } = context;
  const usual = `(SELECT ${column.sql} FROM ${fromOf(table, [column])} WHERE ${column.sql} IS NOT NULL GROUP BY ALL ORDER BY count(*) DESC LIMIT 1)`;
  const isNumber = column.type === 'number' ? ` AND NOT isnan(${column.sql})` : '';
  return statistics.count === 0 ? [] : firstRowsWhere(context, `${column.sql} <> ${usual}${isNumber}`);
}
