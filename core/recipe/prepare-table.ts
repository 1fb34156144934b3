import type { Table } from '../shared/table.ts';
import type { FittedStep } from './fitted-step.ts';
import { stepSql } from './step-sql.ts';

/**
 * The table with these steps made on its cells, each on what the one before left: the same rows under the same
 * physical names, with the types that the steps give. Nothing is computed until it is queried. `salt` is needed by
 * hashes. Errors as in `stepSql`.
 */
export function prepareTable(options: { table: Table; steps: readonly FittedStep[]; salt?: string }): Table {
  const { table, steps, salt } = options;
  const pending = Map.groupBy(steps, ({ sql }) => sql);
  const depth = Math.max(0, ...[...pending.values()].map((own) => own.length));
  let { from, columns } = table;
  for (let layer = 0; layer < depth; layer++) {
    const items: string[] = [];
    columns = columns.map((column) => {
      const step = pending.get(column.sql)?.[layer];
      const made = step && stepSql(step, column, salt);
      items.push(made ? `${made.sql} AS ${column.sql}` : column.sql);
      return made ? { ...column, type: made.type } : column;
    });
    from = `(SELECT ${items.join(', ')}, __row FROM ${from})`;
  }
  return { version: table.version, rowCount: table.rowCount, from, columns };
}
