import type { ColumnFacts } from '../column-facts.ts';
import { wordsOf } from '../identifier.ts';
import { shareOfTop } from './column-claim.ts';

const names = new Set([
  'street',
  'address',
  'addr',
  'address1',
  'strasse',
  'straße',
  'rue',
  'calle',
  'via',
  'residence',
  'domicile',
]);
const numberFirst = /^\d{1,5}[a-z]?[ ,]+\p{L}/iu;
const numberLast = /^\p{L}.*[\p{L}.][ ,]+\d{1,5} ?[a-z]?$/iu;
const streetWord =
  /\b(?:street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|court|ct|square|rue|calle|via|platz|weg|allee)\b\.?|stra(?:ss|ß)e\b|str\.|gasse\b/iu;

/**
 * How sure it is that a column holds street addresses, from 0 to 1: most values have a house number before or after
 * words, with a word for a street in half of them, or under a name that says street or address.
 */
export function streetScore(facts: ColumnFacts): number {
  if (facts.column.type !== 'text' || facts.statistics.distinct < 5) return 0;
  const isTold = wordsOf(facts.column.name).some((word) => names.has(word));
  const numbered = shareOfTop(facts, (text) => numberFirst.test(text.trim()) || numberLast.test(text.trim()));
  const worded = shareOfTop(facts, (text) => streetWord.test(text));
  if (numbered < 0.5) return 0;
  return worded >= 0.5 ? (isTold ? 0.95 : 0.6) : isTold ? 0.55 : 0;
}
