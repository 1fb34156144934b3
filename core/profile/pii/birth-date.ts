import type { ColumnFacts } from '../column-facts.ts';
import { wordsOf } from '../identifier.ts';
import { shareOfTop } from './column-claim.ts';

const clearNames = new Set([
  'dob',
  'birthdate',
  'birthday',
  'dateofbirth',
  'birthdt',
  'geburtsdatum',
  'geburtstag',
]);
const dayWords = new Set(['date', 'day', 'dt', 'time', 'on']);
const birthWords = new Set(['birth', 'born']);

/**
 * How sure it is that a column holds dates of birth, from 0 to 1: its name says so, and its values are dates of the
 * last 130 years before the latest of them. Weights and places of birth are none.
 */
export function birthDateScore(facts: ColumnFacts): number {
  const { column, statistics } = facts;
  const words = wordsOf(column.name);
  const isClear = words.some((word) => clearNames.has(word));
  const isBirth = words.some((word) => birthWords.has(word));
  if (!isClear && !(isBirth && (words.length === 1 || words.some((word) => dayWords.has(word))))) return 0;
  if (statistics.time !== null) {
    const years = Number(statistics.time.max.slice(0, 4)) - Number(statistics.time.min.slice(0, 4));
    return statistics.distinct >= 5 && years <= 130 ? 0.95 : 0;
  }
  if (column.type !== 'text') return 0;
  return shareOfTop(facts, (text) => /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}$/.test(text.trim())) >= 0.8 ? 0.95 : 0;
}
