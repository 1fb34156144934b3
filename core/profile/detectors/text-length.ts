import type { Issue } from '../../contract/profile.ts';
import { fromOf } from '../../shared/table.ts';
import type { ColumnFacts } from '../column-facts.ts';
import type { Detector, ProfileContext } from '../detector.ts';
import { firstRowsWhere } from '../evidence.ts';
import { counted, countText, numberText, percent } from '../phrase.ts';
import { unknownWordCondition } from '../sentinel-texts.ts';

/**
 * Texts far longer or shorter than the others: four times beyond the inner 94 % of lengths, in columns with a
 * hundred different texts and more. Words for missing do not count. Counts such cells.
 */
export const textLength: Detector = {
  id: 'text.length',
  cost: 'columns',
  needsTarget: false,
  async detect(context) {
    const issues: Issue[] = [];
    for (const facts of context.columns) {
      const { text, distinct } = facts.statistics;
      if (text === null || distinct < context.thresholds.lengthDistinct) continue;
      if (text.maxLength <= context.thresholds.lengthFactor * text.minLength) continue;
      await context.pause();
      const issue = await findIn(context, facts);
      if (issue !== null) issues.push(issue);
    }
    return { issues };
  },
};

async function findIn(context: ProfileContext, facts: ColumnFacts): Promise<Issue | null> {
  const { sql, table, thresholds, signal } = context;
  const { name, sql: cell } = facts.column;
  const [lengths = new Float64Array(0), counts = new Float64Array(0)] = await sql.numbers(
    `SELECT CAST(length(${cell}) AS DOUBLE) AS size, CAST(count(*) AS DOUBLE) FROM ${fromOf(table, [facts.column])}
     WHERE ${cell} IS NOT NULL AND NOT ${unknownWordCondition(cell)} GROUP BY size ORDER BY size`,
    [],
    signal,
  );
  const [low, high] = [lengthAt(lengths, counts, 0.03), lengthAt(lengths, counts, 0.97)];
  const [shortest, longest] = [low / thresholds.lengthFactor, high * thresholds.lengthFactor];
  const count = counts.reduce((total, cells, i) => {
    const size = lengths[i] ?? 0;
    return size < shortest || size > longest ? total + cells : total;
  }, 0);
  if (count === 0) return null;
  const extreme = Math.max((lengths.at(-1) ?? 0) / high, low / (lengths[0] ?? 0));
  const outside = `(length(${cell}) < ${shortest} OR length(${cell}) > ${longest}) AND NOT ${unknownWordCondition(cell)}`;
  return {
    detector: 'text.length',
    severity: 'note',
    columns: [name],
    count,
    share: count / table.rowCount,
    measure: 'times beyond the inner 94 % of lengths',
    statistic: Number.isFinite(extreme) ? extreme : null,
    threshold: thresholds.lengthFactor,
    rows: await firstRowsWhere(context, outside),
    title: `${name} has ${counted(count, 'text')} of unusual length`,
    message: `94 % of texts have ${countText(low)} to ${countText(high)} characters; ${counted(count, 'text')} (${percent(count / table.rowCount)}) ${count === 1 ? 'has' : 'have'} fewer than ${numberText(shortest)} or more than ${numberText(longest)}. Such cells are often several values in one, cut off, or not what the column is for.`,
    fixes: [],
  };
}

/** The smallest length that at least this share of texts does not exceed. */
function lengthAt(lengths: Float64Array, counts: Float64Array, share: number): number {
  const wanted = share * counts.reduce((total, cells) => total + cells, 0);
  let reached = 0;
  for (let i = 0; i < counts.length; i++) {
    reached += counts[i] ?? 0;
    if (reached >= wanted) return lengths[i] ?? 0;
  }
  return lengths.at(-1) ?? 0;
}
