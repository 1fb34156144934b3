import type { Issue } from '../../contract/profile.ts';
import type { ColumnFacts } from '../column-facts.ts';
import type { Levels } from '../column-values.ts';
import type { Detector, ProfileContext } from '../detector.ts';
import { firstRows } from '../evidence.ts';
import { counted, countText, percent } from '../phrase.ts';
import { isUnknownWord } from '../sentinel-texts.ts';

/**
 * Text columns with more than 50 levels: counts the rows beyond the 50 most frequent. With fewer levels, a note
 * on levels seen once, counting those rows; words for unknown are missing.sentinel's. Identifiers and the target are left to their own detectors;
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
      const levels = await context.values.levels(facts.column);
      const issue =
        levels.counts.length > context.thresholds.levelsMany
          ? manyLevels(context, facts, levels)
          : levelsSeenOnce(context, facts, levels);
      if (issue !== null) issues.push(issue);
    }
    return { issues };
  },
};

function isProse({ statistics }: ColumnFacts, { thresholds }: ProfileContext): boolean {
  const isLong = (statistics.text?.maxLength ?? 0) > thresholds.idTextLength;
  return isLong && statistics.distinct >= thresholds.levelsProse * statistics.count;
}

function manyLevels({ table, thresholds }: ProfileContext, { column }: ColumnFacts, levels: Levels): Issue {
  const kept = thresholds.levelsMany;
  const count = levels.counts.slice(kept).reduce((total, rows) => total + rows, 0);
  const once = levels.counts.filter((rows) => rows === 1).length;
  const share = count / table.rowCount;
  const rare = once > 0 ? `, ${countText(once)} of them seen once` : '';
  return {
    detector: 'cardinality.high',
    severity: 'warning',
    columns: [column.name],
    count,
    share,
    measure: 'distinct levels',
    statistic: levels.counts.length,
    threshold: kept,
    rows: firstRows(table.rowCount, (i) => (levels.codes[i] ?? -1) >= kept),
    title: `${column.name} has ${countText(levels.counts.length)} levels`,
    message: `${countText(levels.counts.length)} different texts${rare}; ${percent(share)} of rows lie beyond the ${countText(kept)} most frequent. A model learns rare levels by heart and meets unknown ones later.`,
    fixes: [
      { kind: 'limit-levels', label: `Keep the ${kept} most frequent levels`, maxLevels: kept },
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
