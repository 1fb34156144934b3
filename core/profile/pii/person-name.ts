import type { ColumnFacts } from '../column-facts.ts';
import { wordsOf } from '../identifier.ts';
import { shareOfTop } from './column-claim.ts';

const clearNames = new Set([
  'firstname',
  'lastname',
  'surname',
  'forename',
  'fullname',
  'maidenname',
  'givenname',
  'familyname',
  'nachname',
  'vorname',
  'prenom',
  'apellido',
  'apellidos',
  'cognome',
]);
const persons = new Set([
  'first',
  'last',
  'middle',
  'full',
  'given',
  'family',
  'maiden',
  'customer',
  'client',
  'patient',
  'employee',
  'applicant',
  'contact',
  'person',
  'student',
  'teacher',
  'doctor',
  'physician',
  'author',
  'holder',
  'passenger',
  'guest',
  'member',
  'owner',
  'driver',
  'user',
  'beneficiary',
  'tenant',
]);

/**
 * How sure it is that a column holds names of persons, from 0 to 1: its name must say so (last_name, customer name,
 * surname), and most values must be one to five words of letters. A bare "name" needs values of two or more
 * capitalised words.
 */
export function personNameScore(facts: ColumnFacts): number {
  if (facts.column.type !== 'text' || facts.statistics.distinct < 2) return 0;
  const words = wordsOf(facts.column.name);
  const isClear = words.some((word) => clearNames.has(word));
  const isOfPerson = words.includes('name') && words.some((word) => persons.has(word));
  const isBare = words.length === 1 && (words[0] === 'name' || words[0] === 'names');
  if (!isClear && !isOfPerson && !isBare) return 0;
  const looksRight = isBare ? isCapitalisedPair : isWords;
  return shareOfTop(facts, looksRight) >= 0.8 ? (isBare ? 0.6 : 0.85) : 0;
}

function isWords(text: string): boolean {
  return text.length <= 60 && /^\p{L}[\p{L}\p{M}.'’-]*(?:,? \p{L}[\p{L}\p{M}.'’-]*){0,4}$/u.test(text.trim());
}

function isCapitalisedPair(text: string): boolean {
  return isWords(text) && /^\p{Lu}\S*(?:,? \p{Lu}\S*){1,3}$/u.test(text.trim());
}
