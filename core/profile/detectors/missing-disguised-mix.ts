import type { Issue } from '../../contract/profile.ts';
import type { ColumnFacts } from '../column-facts.ts';
import type { Detector, ProfileContext } from '../detector.ts';
import { counted, countText, quoted } from '../phrase.ts';
import { textSentinels } from '../sentinel-texts.ts';
import { textShapes } from '../text-shape.ts';

/**
 * Text columns with more than one spelling of missing: several words, or a word beside empty cells, which is a note.
 * Counts the cells with a word.
 */
export const missingDisguisedMix: Detector = {
  id: 'missing.disguised-mix',
  cost: 'columns',
  needsTarget: false,
  async detect(context) {
    const issues: Issue[] = [];
    const shapes = await textShapes(context);
    for (const facts of context.columns) {
      if ((shapes.get(facts.column.index)?.cells.unknown ?? 0) === 0) continue;
      await context.pause();
      const issue = await findIn(context, facts);
      if (issue !== null) issues.push(issue);
    }
    return { issues };
  },
};

async function findIn(context: ProfileContext, facts: ColumnFacts): Promise<Issue | null> {
  const { sql, table, signal } = context;
  const { column, statistics } = facts;
  const { count, values, rows } = await textSentinels({ sql, table, column, signal });
  const spellings = values.length + (statistics.missing > 0 ? 1 : 0);
  if (spellings < 2) return null;
  const words = values.map(({ value }) => value);
  const listed = values.slice(0, 5).map((word) => `"${word.value}" in ${counted(word.count, 'row')}`);
  const empty = statistics.missing > 0 ? [`${countText(statistics.missing)} empty`] : [];
  return {
    detector: 'missing.disguised-mix',
    severity: values.length > 1 ? 'warning' : 'note',
    columns: [column.name],
    count,
    share: count / table.rowCount,
    measure: 'spellings of missing',
    statistic: spellings,
    threshold: 1,
    rows,
    title: `${column.name} says missing in ${countText(spellings)} ways`,
    message: `${[...listed, ...empty].join('; ')}. As levels of their own they share out what is one thing, and counts of missing cells come out too low.`,
    fixes: [
      { kind: 'mark-missing', label: `Read ${quoted(words)} as missing`, column: column.name, values: words },
    ],
  };
}
