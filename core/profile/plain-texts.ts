import { isUnknownWord } from './sentinel-texts.ts';
import { noCounts, type ShapeCounts } from './shape-counts.ts';
import { longestRead } from './text-kind.ts';

/**
 * What SQL would count of the plain ones among these texts, told by their characters alone; and the positions of the
 * others. Plain is a text of up to 40 letters and digits of ASCII that is all digits or begins with a letter, or that
 * has letters only, with blanks inside.
 */
export function countPlainTexts({ names, counts }: { names: readonly string[]; counts: readonly number[] }): {
  plain: ShapeCounts;
  others: number[];
} {
  const plain = noCounts();
  const others: number[] = [];
  for (let i = 0; i < names.length; i++) {
    const text = names[i] ?? '';
    const looks = lookAt(text);
    if (looks === null) others.push(i);
    else count(plain, { text, looks, cells: counts[i] ?? 0 });
  }
  return { plain, others };
}

/** The characters of a plain text. */
interface Looks {
  readonly digits: number;
  /** Most digits of which each is at most four places behind the one before. */
  readonly nearDigits: number;
  readonly capitals: number;
  readonly small: number;
}

const [blank, zero, nine, capitalA, capitalZ, smallA, smallZ] = [0x20, 0x30, 0x39, 0x41, 0x5a, 0x61, 0x7a];
const nearPlaces = 4;

/** Null for a text that is not plain. */
function lookAt(text: string): Looks | null {
  const { length } = text;
  if (length === 0 || length > longestRead) return null;
  let [digits, capitals, small, near, nearDigits] = [0, 0, 0, 0, 0];
  let last = -nearPlaces;
  for (let i = 0; i < length; i++) {
    const character = text.charCodeAt(i);
    if (character >= zero && character <= nine) {
      digits++;
      near = i - last <= nearPlaces ? near + 1 : 1;
      last = i;
      if (near > nearDigits) nearDigits = near;
    } else if (character >= smallA && character <= smallZ) small++;
    else if (character >= capitalA && character <= capitalZ) capitals++;
    else if (character !== blank || i === 0 || i === length - 1) return null;
  }
  const letters = capitals + small;
  const isWord = digits === 0;
  const isCode = digits + letters === length && (letters === 0 || text.charCodeAt(0) >= capitalA);
  return isWord || isCode ? { digits, nearDigits, capitals, small } : null;
}

/** A text with two letters, six digits and a letter has a trace of personal data, as one with seven digits has. */
const traceOfLetters = /[A-Za-z]{2}[0-9]{6}[A-Da-d]/;
const traceDigits = 7;

function count(
  into: ShapeCounts,
  { text, looks, cells }: { text: string; looks: Looks; cells: number },
): void {
  const { digits, nearDigits, capitals, small } = looks;
  const { length } = text;
  if (digits === length) {
    into.number += cells;
    into.digitsOnly += cells;
    if (length > 1 && text.startsWith('0')) into.leadingZero += cells;
    into.fewestDigits = Math.min(into.fewestDigits, length);
    into.mostDigits = Math.max(into.mostDigits, length);
  } else if (digits > 0) {
    into.word += cells;
    into.wordsWithDigits += cells;
  } else into[isUnknownWord(text) ? 'unknown' : 'word'] += cells;
  if (digits + capitals < length) into.isUpper = false;
  if (digits + small < length) into.isLower = false;
  if (nearDigits >= traceDigits || (digits >= 6 && traceOfLetters.test(text))) into.hasTrace = true;
}
