import { quoteText } from '../shared/sql.ts';

/** What can be wrong with the characters of a text. */
export const textFlaws = ['replaced', 'garbled', 'control', 'spaced'] as const;
export type TextFlaw = (typeof textFlaws)[number];

/** Windows-1252 reads the bytes 0x80 to 0x9F as these, in this order but for five that it lacks; Latin-1 as control characters. */
export const windowsCharacters = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ';
const follows = `[\\x{80}-\\x{BF}${windowsCharacters}]`;
/**
 * A regular expression for UTF-8 read as Latin-1 or Windows-1252: the first byte of Latin letters, of punctuation and
 * signs, of emoji, of Greek and Cyrillic.
 */
export const garbledPattern = [
  `[ÂÃÄÅ]${follows}`,
  `[âã]${follows}${follows}`,
  `ð[\\x{9F}Ÿ]${follows}${follows}`,
  `([ÎÏÐÑ]${follows}){2}`,
].join('|');

/** Characters that print nothing, but for tab, line feed and carriage return. */
const control = '[\\x{0}-\\x{8}\\x{B}\\x{C}\\x{E}-\\x{1F}\\x{7F}-\\x{9F}\\x{200B}\\x{2060}\\x{FEFF}]';
const wideSpaces = '[\\x{A0}\\x{2000}-\\x{200A}\\x{3000}]';
const plainSpaces = [' ', '\t', '\n', '\r'];

/**
 * SQL conditions on the text that `text` stands for: it has the replacement character, UTF-8 that was read as
 * Latin-1 or Windows-1252, control characters, or space at an end. Texts of printable ASCII are spared the costly
 * ones; `isOdd` is a column that holds `hasOddCharacter(text)`, where there is one.
 */
export function textFlawConditions(
  text: string,
  isOdd = hasOddCharacter(text),
): Readonly<Record<TextFlaw, string>> {
  const has = (pattern: string) => `regexp_matches(${text}, ${quoteText(pattern)})`;
  const ifOdd = (condition: string) => `(CASE WHEN ${isOdd} THEN ${condition} ELSE false END)`;
  const starts = plainSpaces.map((space) => `starts_with(${text}, ${quoteText(space)})`);
  const ends = plainSpaces.map((space) => `ends_with(${text}, ${quoteText(space)})`);
  return {
    replaced: ifOdd(`contains(${text}, '\u{fffd}')`),
    garbled: ifOdd(has(garbledPattern)),
    control: ifOdd(has(control)),
    // All white space stands before "!", which most texts do not.
    spaced: `((CASE WHEN ${text} < '!' THEN ${starts.join(' OR ')} ELSE false END) OR ${ends.join(' OR ')} OR ${ifOdd(has(`^${wideSpaces}|${wideSpaces}$`))})`,
  };
}

/** An SQL condition: the text has a character that is neither printable ASCII nor tab, line feed or carriage return. */
export function hasOddCharacter(text: string): string {
  return `regexp_matches(${text}, '[^ -~\\t\\r\\n]')`;
}
