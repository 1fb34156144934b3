import { quoteText } from '../shared/sql.ts';
import { type CellForm, isFilled, matches, plainText } from './cell-form.ts';
import type { ColumnForm } from './typed-csv/column-form.ts';

/** Dates as `YYYY-MM-DD`. */
export const isoDate: CellForm = {
  ...strictly('date', '[0-9]{4}-[0-9]{2}-[0-9]{2}', (cell) => `TRY_CAST(${cell} AS DATE)`),
  usual: { test: (cell, value) => `(strlen(${cell}) = 10 AND CAST(${value} AS VARCHAR) = ${cell})` },
  direct: 'date',
};

const slashes = '[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}';
const dayFirst = dateAs('%d/%m/%Y', slashes, 'day/month/year');
const monthFirst = dateAs('%m/%d/%Y', slashes, 'month/day/year');

/** Dates with slashes that can be read both ways. */
export const ambiguousDate: CellForm = {
  ...plainText,
  direct: undefined,
  fits: (cell) => `${dayFirst.fits(cell)} AND ${monthFirst.fits(cell)}`,
  shows: isFilled,
  note: 'Column "$" stays text: its dates can be read day first or month first; write them as YYYY-MM-DD.',
};

/** Every other way to write a date that is understood. */
export const otherDates: readonly CellForm[] = [
  dateAs('%Y/%m/%d', '[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}', 'year/month/day'),
  dateAs('%d.%m.%Y', '[0-9]{1,2}[.][0-9]{1,2}[.][0-9]{4}', 'day.month.year'),
  dayFirst,
  monthFirst,
];

const time = '[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,9})?)?';

/** Times as `YYYY-MM-DD HH:MM`, with seconds or not, as UTC. */
export const isoTimestamp: CellForm = {
  ...strictly('timestamp', `${time}Z?`, (cell) => `TRY_CAST(${cell} AS TIMESTAMP)`),
  usual: { test: (cell, value) => `(strlen(${cell}) = 19 AND CAST(${value} AS VARCHAR) = ${cell})` },
  direct: 'timestamp',
};

/** Times of which some state an offset from UTC; they are turned into UTC. */
export const offsetTimestamp: CellForm = strictly(
  'timestamp',
  `${time}(Z|[+-][0-9]{2}(:?[0-9]{2})?)?`,
  (cell) => `(TRY_CAST(${cell} AS TIMESTAMPTZ) AT TIME ZONE 'UTC')`,
);

function dateAs(format: string, pattern: string, direct: ColumnForm): CellForm {
  const value = (cell: string) => `CAST(try_strptime(trim(${cell}, ' \t'), ${quoteText(format)}) AS DATE)`;
  return { ...strictly('date', pattern, value), direct };
}

/** A form whose pattern is not enough: there must be such a day and such a time. */
function strictly(type: 'date' | 'timestamp', pattern: string, value: (cell: string) => string): CellForm {
  return {
    type,
    fits: (cell) =>
      `CASE WHEN ${matches(cell, pattern)} THEN ${value(cell)} IS NOT NULL OR NOT ${isFilled(cell)} ELSE false END`,
    shows: isFilled,
    value,
  };
}
