import type { Issue } from '../../contract/profile.ts';
import { evidenceLimit } from '../../profile/evidence.ts';
import { counted, countText, percent, quoted } from '../../profile/phrase.ts';
import { PART } from '../plan.ts';
import { countParts, countsOf } from './part-rows.ts';
import type { SplitCheck } from './split-check.ts';

/** Levels of a text feature that validation or test rows have and training rows do not. Exact over all rows; identifiers and prose have no levels. */
export const newCategory: SplitCheck = {
  id: 'split.new-category',
  async detect({ profile, features, parts, limits }) {
    const issues: Issue[] = [];
    const sizes = countParts(parts);
    for (const facts of features) {
      const { column, statistics } = facts;
      const { count, distinct } = statistics;
      if (column.type !== 'text' || distinct < 2 || distinct > limits.categoryUnique * count) continue;
      if ((await profile.idReason(facts)) !== null) continue;
      await profile.pause();
      const { codes, names } = await profile.values.levels(column);
      const known = countsOf(codes, names.length, parts, PART.train);
      const unknown = new Set<number>();
      const rows: number[] = [];
      let found = 0;
      for (let row = 0; row < codes.length; row++) {
        const code = codes[row] ?? -1;
        const part = parts[row];
        if (code < 0 || known[code] !== 0 || (part !== PART.validation && part !== PART.test)) continue;
        found++;
        unknown.add(code);
        if (rows.length < evidenceLimit) rows.push(row + 1);
      }
      if (found === 0) continue;
      const share = found / (sizes.validation + sizes.test);
      const examples = [...unknown].slice(0, 3).map((code) => names[code] ?? '');
      issues.push({
        detector: 'split.new-category',
        severity: share > limits.categoryWarning ? 'warning' : 'note',
        columns: [column.name],
        count: found,
        share: found / profile.table.rowCount,
        measure: 'share of validation and test rows',
        statistic: share,
        threshold: share > limits.categoryWarning ? limits.categoryWarning : 0,
        rows,
        title: `${counted(unknown.size, 'level')} of ${column.name} ${unknown.size === 1 ? 'is' : 'are'} in no training row`,
        message: `${counted(found, 'validation or test row')} (${percent(share)}) ${found === 1 ? 'has' : 'have'} a level that training rows do not show, such as ${quoted(examples)}; ${countText(distinct)} levels in all. A model takes them for the other levels and knows nothing of them.`,
        fixes: [],
      });
    }
    return { issues };
  },
};
