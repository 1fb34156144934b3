import type { Issue } from '../../contract/profile.ts';
import { counted, countText } from '../../profile/phrase.ts';
import { codedMembers, crossings } from './crossings.ts';
import { keepFirst } from './keep-first.ts';
import type { SplitCheck } from './split-check.ts';

/**
 * Identifiers that should stand once, but stand on both sides of the split: columns with the role of an identifier
 * and those that look like one, with a few repeats. Exact over all rows. Counts the test and validation rows whose
 * value is in an earlier part.
 */
export const indexOverlap: SplitCheck = {
  id: 'split.index-overlap',
  async detect({ profile, recipe, parts, limits }) {
    const issues: Issue[] = [];
    for (const facts of profile.features) {
      const { column, statistics } = facts;
      const { count, distinct } = statistics;
      if (distinct === count || distinct < limits.indexShare * count) continue;
      if (recipe.roles[column.name] === 'group') continue;
      const isId = recipe.roles[column.name] === 'id' || (await profile.idReason(facts)) !== null;
      if (!isId) continue;
      await profile.pause();
      const found = crossings(codedMembers((await profile.values.levels(column)).codes), parts);
      const crossing = found.test + found.validation;
      if (crossing === 0) continue;
      issues.push({
        detector: 'split.index-overlap',
        severity: 'warning',
        columns: [column.name],
        count: crossing,
        share: crossing / profile.table.rowCount,
        measure: 'values in more than one part',
        statistic: found.groups,
        threshold: 0,
        rows: found.rows,
        title: `${counted(found.groups, 'value')} of ${column.name} ${found.groups === 1 ? 'is' : 'are'} on both sides of this split`,
        message: `"${column.name}" names rows (${countText(distinct)} values in ${countText(count)} cells), yet ${counted(crossing, 'test or validation row')} ${crossing === 1 ? 'has' : 'have'} the value of a row in an earlier part: the same thing, recorded twice.`,
        fixes: keepFirst({ name: column.name, statistics, rowCount: profile.table.rowCount }),
      });
    }
    return { issues };
  },
};
