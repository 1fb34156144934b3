/** What a cell in an unusual form says: undefined when it is not in the form at all, null for blanks. */
export type CellValue<Value> = Value | null | undefined;

const blank = /^[ \t]*$/;
const wholeNumber = /^[ \t]*([+-]?(?:0|[1-9][0-9]*))[ \t]*$/;
const truth = /^[ \t]*(true|false)[ \t]*$/i;
const numberWord = /^[ \t]*(nan|-?inf(?:inity)?)[ \t]*$/i;
const numberPatterns = {
  number: /^[ \t]*([+-]?(?:(?:0|[1-9][0-9]*)(?:[.][0-9]*)?|[.][0-9]+)(?:e[+-]?[0-9]+)?)[ \t]*$/i,
  'comma number': /^[ \t]*([+-]?(?:(?:0|[1-9][0-9]*)(?:[,][0-9]*)?|[,][0-9]+)(?:e[+-]?[0-9]+)?)[ \t]*$/i,
};
const time =
  /^[ \t]*([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]([0-9]{2}:[0-9]{2})(?:(:[0-9]{2})(?:[.]([0-9]{1,6}))?Z?[ \t]*)?$/;
const digitPatterns = {
  code: /^[ \t]*[0-9]*[ \t]*$/,
  'long integer': /^[ \t]*([+-]?(0|[1-9][0-9]*))?[ \t]*$/,
};
const least = -(2n ** 63n);
const most = 2n ** 63n - 1n;
/** Between these, every reader rounds the same way. */
const smallest = 1e-300;
const largest = 1e300;

/** A whole number of 64 bits as `integer` reads it. */
export function integerValue(text: string): CellValue<bigint> {
  const digits = wholeNumber.exec(text)?.[1];
  if (digits === undefined) return nullIfBlank(text);
  const value = BigInt(digits.startsWith('+') ? digits.slice(1) : digits);
  return value >= least && value <= most ? value : undefined;
}

/** A number as `number` reads it; those near the limits of doubles are left to others. */
export function numberValue(text: string, form: 'number' | 'comma number'): CellValue<number> {
  const found = numberPatterns[form].exec(text)?.[1];
  if (found === undefined) return wordValue(text);
  const value = Number(found.replace(',', '.'));
  const size = Math.abs(value);
  const isZero = !/[1-9]/.test(found.split(/e/i)[0] ?? '');
  return size > largest || (size < smallest && !isZero) ? undefined : value;
}

function wordValue(text: string): CellValue<number> {
  const word = numberWord.exec(text)?.[1]?.toLowerCase();
  if (word === undefined) return nullIfBlank(text);
  if (word === 'nan') return Number.NaN;
  return word.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

/** `true` or `false` in any case, as 1 or 0. */
export function booleanValue(text: string): CellValue<number> {
  const found = truth.exec(text)?.[1];
  if (found === undefined) return nullIfBlank(text);
  return found.toLowerCase() === 'true' ? 1 : 0;
}

/** Nothing but blanks: every date is written as usual. */
export function dateValue(text: string): null | undefined {
  return nullIfBlank(text);
}

/**
 * A time as `isoTimestamp` reads it, in microseconds since 1970. Left to others are fractions of more than six digits,
 * and anything behind a time without seconds, which DuckDB does not take.
 */
export function timeValue(text: string): CellValue<bigint> {
  const [, date, minute, second = ':00', fraction = ''] = time.exec(text) ?? [];
  if (date === undefined) return nullIfBlank(text);
  const iso = `${date}T${minute}${second}.000Z`;
  const milliseconds = Date.parse(iso);
  // Date.parse takes the 31st of every month, and 24:00.
  if (Number.isNaN(milliseconds) || date < '0001' || new Date(milliseconds).toISOString() !== iso)
    return undefined;
  return BigInt(milliseconds) * 1000n + BigInt(fraction.padEnd(6, '0'));
}

/** Whether a cell with something else than digits is in the form. */
export function isInDigits(text: string, form: 'code' | 'long integer'): boolean {
  return digitPatterns[form].test(text);
}

function nullIfBlank(text: string): null | undefined {
  return blank.test(text) ? null : undefined;
}
