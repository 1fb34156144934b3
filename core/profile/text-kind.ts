import { quoteText } from '../shared/sql.ts';
import { unknownWordCondition } from './sentinel-texts.ts';

/** What a text reads as: a word for missing, a number, a date, or anything else. */
export type TextKind = 'unknown' | 'number' | 'date' | 'word';

const digits = '[0-9]+';
const grouped = "[0-9]{1,3}([,.'’][0-9]{3})+([.,][0-9]+)?";
const currency = '[$€£¥]';
const number = `[-+(]?${currency}?[ ]?[-+]?(${digits}([.,][0-9]*)?|${grouped}|[.,]${digits})(e[-+]?[0-9]+)?[ ]?(%|${currency})?[)]?`;

const day = '(0?[1-9]|[12][0-9]|3[01])';
const month = '(0?[1-9]|1[0-2])';
const monthName = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}[.]?';
const time = '([ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?[ ]?(am|pm|z|[-+][0-9]{2}:?[0-9]{2})?)?';
const year = '[12][0-9]{3}';
const date = `(${[
  `${year}-${month}-${day}`,
  `${year}/${month}/${day}`,
  `${year}[.]${month}[.]${day}`,
  `${day}[-/.]${month}[-/.]${year}`,
  `${month}[-/]${day}[-/]${year}`,
  `${day}/${month}/[0-9]{2}`,
  `${month}/${day}/[0-9]{2}`,
  `${day}[ -]${monthName}[ -,]+(${year}|[0-9]{2})`,
  `${monthName} ${day},? ${year}`,
].join('|')})${time}`;

/** Characters of the longest text that is tried as a number or a date. */
export const longestRead = 40;

/**
 * An SQL expression for the kind of the text that `text` stands for, NULL for NULL. Numbers may have a currency
 * sign, a percent sign and thousands separators; dates are year first, day first, month first or with the month's
 * name, with a time or not. `isDigital` is a column that holds `hasDigit(text)`, where there is one.
 */
export function textKind(text: string, isDigital = hasDigit(text)): string {
  return `CASE WHEN ${unknownWordCondition(text)} THEN 'unknown'
    WHEN NOT ${isDigital} THEN 'word'
    WHEN ${reads(text, number)} THEN 'number' WHEN ${reads(text, date)} AND ${isDay(text)} THEN 'date' ELSE 'word' END`;
}

/** An SQL condition: the text is short enough to be looked at and has a digit. */
export function hasDigit(text: string): string {
  return `(CASE WHEN length(${text}) > ${longestRead} THEN false ELSE regexp_matches(${text}, '[0-9]') END)`;
}

/** A date of digits only must be a day that there is, such as 2022-02-28 but not 2022-02-31. */
function isDay(text: string): string {
  const found = (pattern: string) =>
    `regexp_replace(regexp_extract(${text}, '${pattern}'), '[/.]', '-', 'g')`;
  const yearFirst = '[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}';
  const yearLast = '[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}';
  return `CASE WHEN regexp_matches(${text}, '^[ \\t]*${yearFirst}') THEN try_strptime(${found(yearFirst)}, '%Y-%m-%d') IS NOT NULL
    WHEN regexp_matches(${text}, '^[ \\t]*${yearLast}') THEN try_strptime(${found(yearLast)}, ['%d-%m-%Y', '%m-%d-%Y']) IS NOT NULL
    ELSE true END`;
}

function reads(text: string, pattern: string): string {
  return `regexp_full_match(${text}, ${quoteText(`[ \\t]*(${pattern})[ \\t]*`)}, 'i')`;
}
