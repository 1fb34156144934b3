import { wordsOf } from '../../profile/identifier.ts';
import { counted } from '../../profile/phrase.ts';

const idWords = new Set([
  'id',
  'ids',
  'uid',
  'uuid',
  'guid',
  'identifier',
  'no',
  'nr',
  'number',
  'code',
  'key',
]);

/** What the values of an identifier name, counted: "54 patients" for `patient_id`, "54 values of Id" where the name does not say. */
export function groupNoun(column: string, count: number): string {
  const words = wordsOf(column).filter((word) => !idWords.has(word));
  const noun = words.join(' ');
  if (words.length === 0 || words.length > 2 || !/^[a-z ]+[a-rt-z]$/.test(noun) || noun.endsWith('y')) {
    return `${counted(count, 'value')} of ${column}`;
  }
  return counted(count, noun);
}
