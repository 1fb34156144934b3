/** A word of an ARFF line, quoted or not; an unquoted `?` stands for a missing value. */
export interface ArffWord {
  readonly text: string;
  readonly isQuoted: boolean;
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/**
 * Splits text at commas, or at tabs where there is no comma outside quotes. Quotes are single or double, with backslash
 * escapes; blanks around words are none of them. Null for a quote that is never closed or followed by other text.
 */
export function arffValues(text: string): ArffWord[] | null {
  const words = split(text, ',');
  return words?.length === 1 && text.includes('\t') ? split(text, '\t') : words;
}

function split(text: string, delimiter: string): ArffWord[] | null {
  const words: ArffWord[] = [];
  let at = 0;
  for (;;) {
    while (text[at] === ' ' || (text[at] === '\t' && delimiter !== '\t')) at++;
    const quoted = readQuoted(text, at);
    if (quoted === 'open') return null;
    if (quoted) {
      at = quoted.after;
      while (text[at] === ' ' || (text[at] === '\t' && delimiter !== '\t')) at++;
      if (at < text.length && text[at] !== delimiter) return null;
      words.push({ text: quoted.text, isQuoted: true });
    } else {
      const end = text.indexOf(delimiter, at);
      const word = text.slice(at, end < 0 ? text.length : end).trimEnd();
      words.push({ text: word, isQuoted: false });
      at = end < 0 ? text.length : end;
    }
    if (at >= text.length) return words;
    at++;
  }
}

/** The quoted word that begins here and the place behind it; null where none does. */
export function readQuoted(text: string, from: number): { text: string; after: number } | 'open' | null {
  const quote = text[from];
  if (quote !== "'" && quote !== '"') return null;
  let word = '';
  for (let at = from + 1; at < text.length; at++) {
    const char = text[at] ?? '';
    if (char === quote) return { text: word, after: at + 1 };
    if (char === '\\') {
      at++;
      const escaped = text[at] ?? '';
      word += escapes.get(escaped) ?? escaped;
    } else word += char;
  }
  return 'open';
}
