import { wordsOf } from '../identifier.ts';

const idWords = new Set([
  'id',
  'ids',
  'uid',
  'uuid',
  'guid',
  'identifier',
  'key',
  'pk',
  'fk',
  'ref',
  'reference',
]);
const generic = new Set([
  'code',
  'no',
  'nr',
  'number',
  'num',
  'index',
  'idx',
  'name',
  'value',
  'row',
  'type',
]);

/**
 * How much the names say that a column refers to a column of another dataset, 0 to 1. `customer_id` refers to
 * `customer_id`, and to `id` of `customers`: words of the dataset's name count for its key. A name of nothing but
 * words such as id or code says little, since every dataset has one.
 */
export function nameSimilarity(from: string, to: { column: string; dataset: string }): number {
  const child = keyWords(from);
  const parent = keyWords(to.column);
  const dataset = keyWords(to.dataset);
  const telling = child.filter((word) => !isBland(word));
  if (telling.length === 0) return overlap(child, parent) / 3;
  const isKeyName = parent.every((word) => isBland(word) || has(dataset, word));
  if (isKeyName && telling.every((word) => has(dataset, word) || has(parent, word))) return 1;
  return Math.max(overlap(child, parent), isKeyName ? overlap(child, [...parent, ...dataset]) : 0);
}

/** True when the name is that of the key of its own dataset: `order_id` of `orders`, `id` of any. */
export function isOwnKey(column: string, dataset: string): boolean {
  const words = keyWords(column);
  const own = keyWords(dataset);
  return words.every((word) => idWords.has(word) || has(own, word));
}

/** True when a word of the name says id, key, code or number. */
export function saysKey(column: string): boolean {
  return wordsOf(column).some((word) => isBland(singular(word)) && !['name', 'value', 'type'].includes(word));
}

/** True when the names say that `to` is the key that another column refers to, given how alike they are. */
export function saysItIsKey(similarity: number, to: { column: string; dataset: string }): boolean {
  return isOwnKey(to.column, to.dataset) || (similarity === 1 && saysKey(to.column));
}

/** Words of a name in the singular, without numbers and repeats. */
export function keyWords(name: string): string[] {
  const words = wordsOf(name)
    .filter((word) => !/^\p{N}+$/u.test(word))
    .map(singular);
  return [...new Set(words)];
}

function isBland(word: string): boolean {
  return idWords.has(word) || generic.has(word);
}

function singular(word: string): string {
  if (word.length < 4 || word.endsWith('ss') || word.endsWith('us')) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') ? word.slice(0, -1) : word;
}

/** Whether the words hold this one, or one that begins with it or that it begins with (three letters at least). */
function has(words: readonly string[], wanted: string): boolean {
  return words.some((word) => {
    const [short, long] = word.length < wanted.length ? [word, wanted] : [wanted, word];
    return short === long || (short.length >= 3 && long.startsWith(short));
  });
}

/** Words that both have, over words that either has. */
function overlap(a: readonly string[], b: readonly string[]): number {
  const common = a.filter((word) => has(b, word)).length;
  const all = a.length + new Set(b).size - common;
  return all <= 0 ? 0 : Math.min(1, common / all);
}
