import type { Issue } from '../../contract/profile.ts';
import { fromOf } from '../../shared/table.ts';
import type { ColumnFacts } from '../column-facts.ts';
import type { Detector, ProfileContext } from '../detector.ts';
import { firstRowsWhere } from '../evidence.ts';
import { countText } from '../phrase.ts';

/** Features that name a row rather than describe it. Counts the filled cells; evidence is repeats, if any, else the first rows. */
export const idColumn: Detector = {
  id: 'id.column',
  cost: 'columns',
  needsTarget: false,
  async detect(context) {
    const issues: Issue[] = [];
    for (const facts of context.features) {
      await context.pause();
      const reason = await context.idReason(facts);
      if (reason !== null) issues.push(await describe(context, facts, reason));
    }
    return { issues };
  },
};

async function describe(context: ProfileContext, facts: ColumnFacts, reason: string): Promise<Issue> {
  const { column, statistics } = facts;
  const repeats = statistics.count - statistics.distinct;
  const share = statistics.distinct / statistics.count;
  const repeated =
    repeats > 0
      ? ` ${countText(repeats)} cells repeat an earlier one, so rows that belong together can end up on both sides of a random split.`
      : '';
  return {
    detector: 'id.column',
    severity: 'warning',
    columns: [column.name],
    count: statistics.count,
    share: statistics.count / context.table.rowCount,
    measure: 'distinct values over filled cells',
    statistic: share,
    threshold: repeats > 0 ? context.thresholds.idShare : 1,
    rows: await evidence(context, facts, repeats > 0),
    title: `${column.name} looks like an identifier`,
    message: `${capitalised(reason)} (${countText(statistics.distinct)} values in ${countText(statistics.count)} cells). A model can only learn an identifier by heart.${repeated}`,
    fixes: [{ kind: 'drop-columns', label: `Drop ${column.name}`, columns: [column.name] }],
  };
}

function evidence(context: ProfileContext, { column }: ColumnFacts, onlyRepeats: boolean) {
  const { table } = context;
  const repeated = `${column.sql} IN (SELECT ${column.sql} FROM ${fromOf(table, [column])} GROUP BY ALL HAVING count(*) > 1)`;
  return firstRowsWhere(context, onlyRepeats ? repeated : `${column.sql} IS NOT NULL`);
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
