import type { ColumnStatistics, TargetSpec } from '../contract/profile.ts';
import { wordsOf } from './identifier.ts';
import { defaultThresholds } from './thresholds.ts';

const clearWords = new Set(['target', 'class', 'label', 'outcome', 'y', 'response']);
const likelyWords = new Set(
  ['result', 'status', 'type', 'species', 'diagnosis', 'churn', 'default', 'survived', 'event', 'effect']
    .concat(['failure', 'fraud', 'quality', 'revenue', 'category', 'grade', 'converted', 'damage'])
    .concat(['exited', 'attrition', 'approved', 'subscribed']),
);
const noEvent = new Set(['none', 'no', 'normal', 'negative', 'healthy', 'ok', 'benign', '0']);

/**
 * The column that is probably to be predicted, or null when nothing speaks for any: names such as class or
 * target first, then names such as outcome or status, then the last column with few values. Candidates have 2 to
 * 50 distinct values, at most a tenth of the rows beyond 20 rows, and no fractions unless the name is clear.
 * When the largest of several classes says that nothing happened ("None"), everything else is positive. Pure.
 */
export function proposeTarget(
  columns: readonly ColumnStatistics[],
): { target: TargetSpec; reason: string } | null {
  const ranked = columns
    .map((statistics, place) => ({ statistics, ...score(statistics, place === columns.length - 1) }))
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points || b.statistics.column.index - a.statistics.column.index);
  const best = ranked[0];
  if (best === undefined) return null;
  const { column, distinct } = best.statistics;
  const positive = positiveOf(best.statistics);
  const target = { column: column.name, ...(positive === null ? {} : { positive: { not: positive } }) };
  const event = positive === null ? '' : `; "${positive}" is the largest and means that nothing happened`;
  return { target, reason: `${column.name} ${best.reason} and has ${distinct} classes${event}.` };
}

function score({ column, count, distinct, numeric }: ColumnStatistics, isLast: boolean) {
  const words = wordsOf(column.name);
  const isClear = words.some((word) => clearWords.has(word));
  const likely = words.filter((word) => likelyWords.has(word)).length;
  const none = { points: 0, reason: '' };
  const isTime = column.type === 'date' || column.type === 'timestamp';
  if (isTime || distinct < 2 || distinct > defaultThresholds.targetClasses) return none;
  if (count > 20 && distinct > Math.max(2, count / 10)) return none;
  if (column.type === 'number' && !isClear && hasFractions(numeric)) return none;
  if (isClear) return { points: isLast ? 20 : 15, reason: 'is named like a target' };
  const few = distinct <= 20 ? 1 : 0;
  if (likely > 0) return { points: likely + few + (isLast ? 4 : 2), reason: 'is named like an outcome' };
  if (!isLast || distinct > 20) return none;
  return { points: 2, reason: 'is the last column' };
}

function hasFractions(numeric: ColumnStatistics['numeric']): boolean {
  if (numeric === null) return false;
  return ![numeric.min, numeric.max].every(Number.isInteger);
}

function positiveOf({ distinct, top }: ColumnStatistics): string | null {
  const largest = String(top[0]?.value ?? '');
  return distinct > 2 && noEvent.has(largest.toLowerCase()) ? largest : null;
}
