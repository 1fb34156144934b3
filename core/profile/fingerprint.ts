/**
 * What is left of a text when case, accents, punctuation, space and the order of words are taken away: the key
 * collision fingerprint of OpenRefine (compatibility decomposition, marks off, lower case, unique words sorted).
 * Signs that carry meaning stay: + # % < > = * & and currency signs, a minus before a digit or at an end, and point,
 * comma, colon and slash between digits. Words stay in their order where one of them has a digit.
 */
export function fingerprint(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(
      /(?<=\p{N})[.,:/-](?=\p{N})|(?<=^|\s)[-\u2212](?=\p{N})|(?<=[\p{L}\p{N}])[-\u2212](?=\s|$)/gu,
      (sign) => kept[sign] ?? sign,
    )
    .replace(/[^\p{L}\p{M}\p{N}\p{Sc}+#%<>=*&\ue000-\ue005]+/gu, ' ')
    .trim();
  const words = plain.split(' ');
  if (words.length < 2 || /\p{N}/u.test(plain)) return plain;
  return [...new Set(words)].sort().join(' ');
}

/** Private characters in place of signs that stay. */
const kept: Readonly<Record<string, string>> = {
  '.': '\ue000',
  ',': '\ue001',
  ':': '\ue002',
  '/': '\ue003',
  '-': '\ue004',
  '\u2212': '\ue004',
};
