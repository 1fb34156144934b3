import type { ColumnType, ReadOptions } from '../contract/dataset.ts';
import { assertNever } from '../errors.ts';
import {
  boolean,
  type CellForm,
  castable,
  code,
  guessedComma,
  integer,
  isFilled,
  longInteger,
  matches,
  number,
  plainText,
  withPoint,
} from './cell-form.ts';
import { ambiguousDate, isoDate, isoTimestamp, offsetTimestamp, otherDates } from './time-form.ts';

/** The forms that a column of text is tried for, the most specific first; the last one fits everything. */
export function guessedForms({ delimiter, decimalSeparator }: ReadOptions): readonly CellForm[] {
  const mayBeComma = decimalSeparator === undefined && delimiter !== undefined && delimiter !== ',';
  return [
    integer,
    longInteger,
    number(decimalSeparator ?? '.'),
    ...(mayBeComma ? [guessedComma] : []),
    boolean,
    isoDate,
    ambiguousDate,
    ...otherDates,
    isoTimestamp,
    offsetTimestamp,
    code,
    plainText,
  ];
}

/** The forms of a type that somebody asked for: more generous, since there is no doubt what is meant. */
export function wantedForms(type: ColumnType, { decimalSeparator = '.' }: ReadOptions): readonly CellForm[] {
  switch (type) {
    case 'integer':
      return [
        {
          ...integer,
          direct: undefined,
          fits: (cell) =>
            `CASE WHEN ${matches(cell, '[+-]?[0-9]+([.]0*)?')} THEN ${castable(cell, 'BIGINT')} ELSE false END`,
        },
      ];
    case 'number': {
      const point = `[${decimalSeparator}]`;
      const pattern = `[+-]?([0-9]+(${point}[0-9]*)?|${point}[0-9]+)(e[+-]?[0-9]+)?|nan|-?inf|-?infinity`;
      const value = (cell: string) => `TRY_CAST(${withPoint(cell, decimalSeparator)} AS DOUBLE)`;
      return [{ type, fits: (cell) => matches(cell, pattern), shows: isFilled, value }];
    }
    case 'boolean':
      return [anyBoolean];
    case 'date':
      return [isoDate, ambiguousDate, ...otherDates];
    case 'timestamp':
      return [isoTimestamp, offsetTimestamp, ...[isoDate, ...otherDates].map(atMidnight)];
    case 'text':
      return [plainText];
    default:
      return assertNever(type);
  }
}

function atMidnight(date: CellForm): CellForm {
  return {
    ...date,
    direct: undefined,
    type: 'timestamp',
    value: (cell) => `CAST(${date.value(cell)} AS TIMESTAMP)`,
  };
}

const anyBoolean: CellForm = {
  type: 'boolean',
  fits: (cell) => matches(cell, 'true|false|t|f|yes|no|y|n|1|0'),
  shows: isFilled,
  value: (cell) =>
    `CASE WHEN ${isFilled(cell)} THEN lower(trim(${cell}, ' \t')) IN ('true', 't', 'yes', 'y', '1') END`,
};
