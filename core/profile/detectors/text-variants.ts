import type { Fix, Issue } from '../../contract/profile.ts';
import type { ColumnFacts } from '../column-facts.ts';
import type { Detector, ProfileContext } from '../detector.ts';
import { firstRowsWhere } from '../evidence.ts';
import { fingerprint } from '../fingerprint.ts';
import { counted, countText, percent, quoted } from '../phrase.ts';
import { isUnknownWord } from '../sentinel-texts.ts';
import { textShapes } from '../text-shape.ts';

/**
 * Categories of which two spellings fold to one: equal but for case, accents, punctuation, space or the order of
 * words. Counts the cells with another than the most frequent spelling. Free text and columns whose spellings
 * cannot fold together (codes in one case) are not looked at.
 */
export const textVariants: Detector = {
  id: 'text.variants',
  cost: 'columns',
  needsTarget: false,
  async detect(context) {
    const issues: Issue[] = [];
    const shapes = await textShapes(context);
    for (const facts of context.columns) {
      const shape = shapes.get(facts.column.index);
      if (shape === undefined || shape.isPlain || !isCategory(context, facts)) continue;
      await context.pause();
      if (facts !== context.targetColumn && (await context.idReason(facts)) !== null) continue;
      const groups = variantGroups(await spellingsOf(context, facts));
      if (groups.length > 0) issues.push(await describe(context, facts, groups));
    }
    return { issues };
  },
};

interface Spelling {
  readonly text: string;
  readonly count: number;
}

function isCategory({ thresholds }: ProfileContext, { statistics }: ColumnFacts): boolean {
  const { distinct, count, text } = statistics;
  if (distinct < 2 || distinct > thresholds.variantLevels) return false;
  if (distinct <= thresholds.levelsMany) return true;
  return count >= thresholds.variantRepeats * distinct && (text?.minLength ?? 0) <= thresholds.variantLength;
}

/** All texts of the column; the most frequent twenty are known from the start. */
async function spellingsOf(
  { values }: ProfileContext,
  { column, statistics }: ColumnFacts,
): Promise<Spelling[]> {
  if (statistics.top.length === statistics.distinct) {
    return statistics.top.map(({ value, count }) => ({ text: String(value), count }));
  }
  const { names, counts } = await values.levels(column);
  return names.map((text, i) => ({ text, count: counts[i] ?? 0 }));
}

/** Spellings of one thing, the most frequent first; the groups with most cells in other spellings first. */
function variantGroups(spellings: readonly Spelling[]): Spelling[][] {
  const usable = spellings.filter(({ text }) => text.length <= 200 && !isUnknownWord(text));
  const folded = Map.groupBy(usable, ({ text }) => fingerprint(text));
  folded.delete('');
  return [...folded.values()]
    .filter((group) => group.length > 1)
    .map((group) => group.toSorted((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1)))
    .sort((a, b) => strayCells(b) - strayCells(a));
}

function strayCells(group: readonly Spelling[]): number {
  return group.slice(1).reduce((total, { count }) => total + count, 0);
}

/** Spellings that a fix lists at most. */
const mostMerged = 1000;

async function describe(context: ProfileContext, facts: ColumnFacts, groups: Spelling[][]): Promise<Issue> {
  const { name, sql } = facts.column;
  const strays = groups.flatMap((group) => group.slice(1).map(({ text }) => text));
  const count = groups.reduce((total, group) => total + strayCells(group), 0);
  const share = count / context.table.rowCount;
  const examples = groups.slice(0, 3).map((group) =>
    quoted(
      group.map(({ text }) => text),
      3,
    ),
  );
  const pairs = groups.flatMap(([first, ...others]) =>
    others.map(({ text }) => [text, first?.text ?? text] as const),
  );
  const merge: Fix = {
    kind: 'merge-spellings',
    label: `Merge spellings of ${name}`,
    column: name,
    map: Object.fromEntries(pairs),
  };
  const sought = strays.slice(0, mostMerged);
  return {
    detector: 'text.variants',
    severity: 'warning',
    columns: [name],
    count,
    share,
    measure: 'spellings beside the most frequent ones',
    statistic: strays.length,
    threshold: 0,
    rows: await firstRowsWhere(context, `${sql} IN (${sought.map(() => '?').join(', ')})`, sought),
    title: `${name} spells ${counted(groups.length, 'level')} in several ways`,
    message: `${examples.join('; ')}${groups.length > 3 ? `; and ${countText(groups.length - 3)} more` : ''}. ${counted(count, 'cell')} (${percent(share)}) ${count === 1 ? 'has' : 'have'} a rarer spelling, and each spelling is a level of its own.`,
    fixes: pairs.length <= mostMerged ? [merge] : [],
  };
}
