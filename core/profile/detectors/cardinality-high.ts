import type { Issue } from '../../contract/profile.ts';
import { rowsOfCodes } from '../code-keys.ts';
import type { ColumnFacts } from '../column-facts.ts';
import type { Levels } from '../column-values.ts';
import type { Detector, ProfileContext } from '../detector.ts';
import { firstRows } from '../evidence.ts';
import { counted, countText, percent } from '../phrase.ts';
import { isUnknownWord } from '../sentinel-texts.ts';

/**
 * Text columns with more than 50 levels: counts the rows beyond the 50 most frequent. With fewer levels, a note
 * on levels seen once, counting those rows; words for unknown are missing.sentinel's. A recipe keeps 30 levels unless it
 * says otherwise, so the fix asks for fewer. Identifiers and the target are left to their own detectors;
 * long texts that hardly repeat are prose and no category.
 */
export const cardinalityHigh: Detector = {
  id: 'cardinality.high',
  cost: 'columns',
  needsTarget: false,
  async detect(context) {
    const issues: Issue[] = [];
    for (const facts of context.features) {
      if (facts.column.type !== 'text' || facts.statistics.distinct < 2) continue;
      if (isProse(facts, context) || (await context.idReason(facts)) !== null) continue;
      await context.pause();
      const issue =
        facts.statistics.distinct > context.thresholds.levelsMany
          ? await manyLevels(context, facts)
          : isSurelyRepeated(facts)
            ? null
            : levelsSeenOnce(context, facts, await context.values.levels(facts.column));
      if (issue !== null) issues.push(issue);
    }
    return { issues };
  },
};

/** Whether every level is known to occur more than once. */
function isSurelyRepeated({ statistics: { top, distinct } }: ColumnFacts): boolean {
  return top.length === distinct && top.every(({ count }) => count > 1);
}

function isProse({ statistics }: ColumnFacts, { thresholds }: ProfileContext): boolean {
  const isLong = (statistics.text?.maxLength ?? 0) > thresholds.idTextLength;
  return isLong && statistics.distinct >= thresholds.levelsProse * statistics.count;
}

async function manyLevels(context: ProfileContext, { column, statistics }: ColumnFacts): Promise<Issue> {
  const { table, thresholds, values } = context;
  const kept = thresholds.levelsMany;
  const { distinct } = statistics;
  const { codes, size } = await values.codes(column);
  const counts = rowsOfCodes(codes, size);
  const least = counts.toSorted().at(-kept) ?? 0;
  const above = counts.reduce((levels, rows) => levels + (rows > least ? 1 : 0), 0);
  // Of the levels that are as frequent as the last one kept, those that come first in the file are kept.
  let ties = kept - above;
  const isKept = new Uint8Array(size);
  for (let code = 0; code < size; code++) {
    const rows = counts[code] ?? 0;
    isKept[code] = rows > least || (rows === least && ties-- > 0) ? 1 : 0;
  }
  const count = counts.reduce((rows, own, code) => rows + (isKept[code] === 1 ? 0 : own), 0);
  const once = counts.reduce((levels, rows) => levels + (rows === 1 ? 1 : 0), 0);
  const share = count / table.rowCount;
  const rare = once > 0 ? `, ${countText(once)} of them seen once` : '';
  return {
    detector: 'cardinality.high',
    severity: 'warning',
    columns: [column.name],
    count,
    share,
    measure: 'distinct levels',
    statistic: distinct,
    threshold: kept,
    rows: firstRows(table.rowCount, (row) => isKept[codes[row] ?? -1] === 0),
    title: `${column.name} has ${countText(distinct)} levels`,
    message: `${countText(distinct)} different texts${rare}; ${percent(share)} of rows lie beyond the ${countText(kept)} most frequent. A model learns rare levels by heart and meets unknown ones later.`,
    fixes: [
      {
        kind: 'limit-levels',
        label: `Keep the ${countText(thresholds.levelsKept)} most frequent levels of every text column`,
        maxLevels: thresholds.levelsKept,
      },
      { kind: 'drop-columns', label: `Drop ${column.name}`, columns: [column.name] },
    ],
  };
}

function levelsSeenOnce({ table }: ProfileContext, { column }: ColumnFacts, levels: Levels): Issue | null {
  const isOnce = (code: number) => levels.counts[code] === 1 && !isUnknownWord(levels.names[code] ?? '');
  const count = levels.names.filter((_, code) => isOnce(code)).length;
  if (count === 0) return null;
  return {
    detector: 'cardinality.high',
    severity: 'note',
    columns: [column.name],
    count,
    share: count / table.rowCount,
    measure: 'levels seen once',
    statistic: count,
    threshold: 0,
    rows: firstRows(table.rowCount, (i) => isOnce(levels.codes[i] ?? -1)),
    title: `${column.name} has ${counted(count, 'level')} seen only once`,
    message: `${countText(count)} of ${countText(levels.names.length)} levels ${count === 1 ? 'occurs' : 'occur'} in a single row. Such a level is either learned from one example or met for the first time in the test part.`,
    fixes: [],
  };
}
