import { mix32 } from '../../shared/rng.ts';

/**
 * A text as its words in one spelling: compatibility forms unified, accents and case dropped, everything but
 * letters and digits a gap, each word once, sorted. Texts that differ in case, spacing, punctuation, accents or
 * word order fold to the same (the fingerprint key collision of OpenRefine).
 */
export function foldedWords(text: string): string[] {
  return [...new Set(plainWords(text))].sort();
}

/** 32-bit hashes of the folded words, ascending, without repeats (FNV-1a). */
export function wordHashes(text: string): Uint32Array {
  return Uint32Array.from(new Set(plainWords(text).map(hashWord))).sort();
}

function plainWords(text: string): string[] {
  const isPlain = /^[ -~]*$/.test(text);
  const plain = isPlain ? text : text.normalize('NFKD').replace(/\p{M}+/gu, '');
  return plain.toLowerCase().match(isPlain ? /[a-z0-9]+/g : /[\p{L}\p{N}]+/gu) ?? [];
}

/** The hashes of the words of several texts, one text after the other, each ascending and without repeats. */
export interface WordTexts {
  readonly words: Uint32Array;
  /** Where in `words` each text begins; one more at the end. */
  readonly starts: Uint32Array;
}

/**
 * Share of words that texts `x` and `y` have in common (Jaccard): 1 for equal sets, also when both are empty. Their words are
 * looked at where they lie: a view of them for every pair would cost more than the comparison.
 */
export function sharedWords({ starts, words }: WordTexts, x: number, y: number): number {
  let i = starts[x] ?? 0;
  let j = starts[y] ?? 0;
  const iEnd = starts[x + 1] ?? 0;
  const jEnd = starts[y + 1] ?? 0;
  const total = iEnd - i + jEnd - j;
  let common = 0;
  while (i < iEnd && j < jEnd) {
    const a = words[i] ?? 0;
    const b = words[j] ?? 0;
    if (a === b) common++;
    if (a <= b) i++;
    if (b <= a) j++;
  }
  const all = total - common;
  return all === 0 ? 1 : common / all;
}

/**
 * The smallest of the words' hashes after mixing with a seed, from -1 to 1; 0 without words. Two texts agree in it
 * with a probability equal to the share of words that they have in common (MinHash: Broder, 1997).
 */
export function minHash(words: Uint32Array, seed: number): number {
  let least = 0xffffffff;
  for (const word of words) least = Math.min(least, mix32(word ^ seed));
  return words.length === 0 ? 0 : least / 0x7fffffff - 1;
}

function hashWord(word: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) h = Math.imul(h ^ word.charCodeAt(i), 0x01000193);
  return h >>> 0;
}
