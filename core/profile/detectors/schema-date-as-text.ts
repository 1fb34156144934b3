import type { Fix, Issue } from '../../contract/profile.ts';
import { fromOf } from '../../shared/table.ts';
import type { ColumnFacts } from '../column-facts.ts';
import type { Detector, ProfileContext } from '../detector.ts';
import { readAsIssue } from '../read-as.ts';
import { textKind } from '../text-kind.ts';
import { textShapes } from '../text-shape.ts';

/** Text columns of which 95 % of cells and more read as dates, with a time or not; words for missing aside. */
export const schemaDateAsText: Detector = {
  id: 'schema.date-as-text',
  cost: 'columns',
  needsTarget: false,
  async detect(context) {
    const issues: Issue[] = [];
    const shapes = await textShapes(context);
    for (const facts of context.columns) {
      const shape = shapes.get(facts.column.index);
      if (shape === undefined) continue;
      await context.pause();
      const issue = await readAsIssue({
        context,
        detector: 'schema.date-as-text',
        facts,
        shape,
        kind: 'date',
        fixes: () => casts(context, facts),
      });
      if (issue !== null) issues.push(issue);
    }
    return { issues };
  },
};

const orderNames = { ymd: 'year', dmy: 'day', mdy: 'month' } as const;
const end = '([ T].*)?';
const patterns = {
  ymd: `[0-9]{4}[^0-9].*|.*[a-z]{3}.*`,
  dmy: `(0?[1-9]|[12][0-9]|3[01])[-/.](0?[1-9]|1[0-2])[-/.][0-9]{2,4}${end}`,
  mdy: `(0?[1-9]|1[0-2])[-/.](0?[1-9]|[12][0-9]|3[01])[-/.][0-9]{2,4}${end}`,
} as const;

/** Casts with the order that reads most cells, or with both when day and month cannot be told apart. */
async function casts({ sql, table, signal }: ProfileContext, facts: ColumnFacts): Promise<Fix[]> {
  const { name, sql: cell } = facts.column;
  const orders = ['ymd', 'dmy', 'mdy'] as const;
  const read = orders.map(
    (order) => `count(*) FILTER (regexp_full_match(trim(${cell}), '${patterns[order]}', 'i')) AS ${order}`,
  );
  const hasTime = `coalesce(bool_or(contains(${cell}, ':')), false) AS timed`;
  const [row = {}] = await sql.rows(
    `SELECT ${read.join(', ')}, ${hasTime} FROM ${fromOf(table, [facts.column])} WHERE ${textKind(cell)} = 'date'`,
    [],
    signal,
  );
  const most = Math.max(...orders.map((order) => Number(row[order])));
  const to = row.timed === true ? 'timestamp' : 'date';
  return orders
    .filter((order) => Number(row[order]) === most)
    .map((order) => ({
      kind: 'cast',
      label: `Read ${name} as dates, ${orderNames[order]} first`,
      column: name,
      to,
      order,
    }));
}
