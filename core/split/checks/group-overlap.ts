import type { Fix, Issue } from '../../contract/profile.ts';
import type { ColumnFacts } from '../../profile/column-facts.ts';
import { idGroup } from '../../profile/detectors/id-group.ts';
import { countText, percent } from '../../profile/phrase.ts';
import { type Crossings, codedMembers, crossings } from './crossings.ts';
import { groupNoun } from './group-noun.ts';
import { keepFirst } from './keep-first.ts';
import type { SplitCheck, SplitContext } from './split-check.ts';

/**
 * Values that name something with several rows, such as a patient, on both sides of the split: columns with the role
 * of a group, those that id.group finds and identifiers that repeat, features or not. No more than a warning without that
 * role after a split by time, in which what was there before may come again. Exact over all rows. Counts the test and
 * validation rows whose value is in an earlier part.
 */
export const groupOverlap: SplitCheck = {
  id: 'split.group-overlap',
  async detect(context) {
    const issues: Issue[] = [];
    for (const facts of await groupColumns(context)) {
      await context.profile.pause();
      const { codes } = await context.profile.values.levels(facts.column);
      const found = crossings(codedMembers(codes), context.parts);
      if (found.groups > 0) issues.push(describe(context, facts, found));
    }
    return { issues };
  },
};

async function groupColumns({ profile, recipe, limits }: SplitContext): Promise<ColumnFacts[]> {
  const named = new Set((await idGroup.detect(profile)).issues.flatMap(({ columns }) => columns));
  const groups: ColumnFacts[] = [];
  for (const facts of profile.features) {
    const { count, distinct } = facts.statistics;
    const role = recipe.roles[facts.column.name];
    if (role === 'group' && distinct > 1) groups.push(facts);
    if (role !== undefined && role !== 'id') continue;
    if (distinct >= count || distinct >= limits.indexShare * count) continue;
    const isGroup = named.has(facts.column.name) || (await profile.idReason(facts)) !== null;
    if (isGroup) groups.push(facts);
  }
  return groups;
}

function describe(
  { profile, recipe, limits, kind }: SplitContext,
  { column, statistics }: ColumnFacts,
  found: Crossings,
): Issue {
  const { name } = column;
  const perValue = statistics.count / statistics.distinct;
  const count = found.test + found.validation;
  const isGroup = recipe.roles[name] === 'group';
  const isEntity = isGroup || (kind !== 'time' && perValue <= limits.groupRows);
  const splitBy: Fix = { kind: 'role', label: `Split by ${name}`, column: name, role: 'group' };
  return {
    detector: 'split.group-overlap',
    severity: isEntity ? 'error' : 'warning',
    columns: [name],
    count,
    share: count / profile.table.rowCount,
    measure: 'values in more than one part',
    statistic: found.groups,
    threshold: 0,
    rows: found.rows,
    title: `${groupNoun(name, found.groups)} ${found.groups === 1 ? 'is' : 'are'} on both sides of this split`,
    message: `${countText(found.groups)} of ${countText(statistics.distinct)} values of "${name}" (${perValue.toFixed(1)} rows each on average) have rows in more than one part: ${countText(found.test)} test and ${countText(found.validation)} validation rows share theirs with an earlier part, ${percent(count / profile.table.rowCount)} of all. Rows of one value resemble each other, so the test rewards memory.`,
    fixes: [
      ...(isGroup ? [] : [splitBy]),
      ...keepFirst({ name, statistics, rowCount: profile.table.rowCount }),
    ],
  };
}
