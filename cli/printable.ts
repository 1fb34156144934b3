const unsafe = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;
const shortEscapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Text of a file or a data value, safe to print: control characters, and those that hide or reorder text,
 * become visible escapes, so that no name in the data can move the cursor or recolour the terminal.
 */
export function printable(text: string): string {
  return text.replace(unsafe, escapeOne);
}

/** The same for a message of several lines: line feeds stay. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

function escapeOne(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return shortEscapes[character] ?? `\\u${code.toString(16).padStart(4, '0')}`;
}
