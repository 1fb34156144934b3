import type { Issue } from '../../contract/profile.ts';
import type { Detector } from '../detector.ts';
import { firstRows } from '../evidence.ts';
import { counted, percent } from '../phrase.ts';

/** Number columns with an infinite cell, the target among them. Counts such cells. */
export const numberInfinite: Detector = {
  id: 'number.infinite',
  cost: 'statistics',
  needsTarget: false,
  async detect(context) {
    const issues: Issue[] = [];
    for (const facts of context.columns) {
      const count = facts.numeric?.statistics.infinite ?? 0;
      if (count === 0) continue;
      await context.pause();
      const values = await context.values.numbers(facts.column);
      const share = count / context.table.rowCount;
      issues.push({
        detector: 'number.infinite',
        severity: 'error',
        columns: [facts.column.name],
        count,
        share,
        measure: 'infinite cells',
        statistic: count,
        threshold: 0,
        rows: firstRows(values.length, (row) => Math.abs(values[row] ?? 0) === Infinity),
        title: `${facts.column.name} has ${counted(count, 'infinite cell')}`,
        message: `${counted(count, 'cell')} (${percent(share)}) ${count === 1 ? 'is' : 'are'} infinite, mostly the result of a division by zero or an overflow. One is enough to turn means, scaling and gradients into nothing.`,
        fixes: [
          {
            kind: 'mark-missing',
            label: `Mark infinite cells of ${facts.column.name} as missing`,
            column: facts.column.name,
            values: ['Infinity', '-Infinity'].filter((sign) => values.includes(Number(sign))),
          },
        ],
      });
    }
    return { issues };
  },
};
