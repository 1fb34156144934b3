import type { ColumnType } from '../contract/dataset.ts';
import { quoteText } from '../shared/sql.ts';
import type { ColumnForm } from './typed-csv/column-form.ts';

/**
 * One way in which text cells say values of a type, as SQL over an expression for the cell. Cells of blanks only
 * fit every form but text and are missing.
 */
export interface CellForm {
  readonly type: ColumnType;
  /** Whether a cell that is not NULL is written in this form. */
  readonly fits: (cell: string) => string;
  /**
   * A cheaper test that only fitting cells pass, and most of them, for columns that are likely to be in this form:
   * `value` is a column with the value of every cell. Where working that out is dear, `value` here says it for the cells
   * that pass.
   */
  readonly usual?: {
    readonly test: (cell: string, value: string) => string;
    readonly value?: (cell: string) => string;
  };
  /** Whether a fitting cell is evidence for the form, rather than merely no evidence against it. */
  readonly shows: (cell: string) => string;
  /** The value, NULL for blanks. */
  readonly value: (cell: string) => string;
  /** The same form where the text is read without DuckDB; not all are. */
  readonly direct?: ColumnForm | undefined;
  /** Why a column in this form stays text, with its name as `$`. */
  readonly note?: string;
}

/** A cell in which a pattern (RE2, ignoring case) stands alone, with blanks around it or none at all. */
export function matches(cell: string, pattern: string): string {
  return `regexp_full_match(${cell}, ${quoteText(`[ \\t]*(${pattern})?[ \\t]*`)}, 'i')`;
}

/** A cell that is more than blanks. */
export function isFilled(cell: string): string {
  return `trim(${cell}, ' \t') <> ''`;
}

/** Blanks, or a cell that can be cast. DuckDB tries slowly: ask only where a pattern matches, within CASE. */
export function castable(cell: string, type: string): string {
  return `(TRY_CAST(${cell} AS ${type}) IS NOT NULL OR NOT ${isFilled(cell)})`;
}

/** Text as it stands. */
export const plainText: CellForm = {
  type: 'text',
  fits: () => 'true',
  shows: () => 'true',
  value: (cell) => cell,
  direct: 'text',
};

const digits = '[+-]?(0|[1-9][0-9]*)';

/** Whole numbers of up to 64 bits, without leading zeros. */
export const integer: CellForm = {
  type: 'integer',
  fits: (cell) =>
    `CASE WHEN NOT ${matches(cell, digits)} THEN false WHEN length(${cell}) < 19 THEN true ELSE ${castable(cell, 'BIGINT')} END`,
  usual: { test: (cell, value) => `CAST(${value} AS VARCHAR) = ${cell}` },
  shows: isFilled,
  value: (cell) => `TRY_CAST(${cell} AS BIGINT)`,
  direct: 'integer',
};

/** Whole numbers that need more than 64 bits: as numbers, different ones would become equal. */
export const longInteger: CellForm = {
  ...plainText,
  fits: (cell) => matches(cell, digits),
  shows: isFilled,
  direct: 'long integer',
  note: 'Column "$" stays text: it has whole numbers of more than 64 bits.',
};

/** Digits of which some begin with zero. */
export const code: CellForm = {
  ...plainText,
  fits: (cell) => matches(cell, '[0-9]+'),
  shows: isFilled,
  direct: 'code',
  note: 'Column "$" stays text: it has codes with leading zeros.',
};

/** Numbers with this decimal separator, `nan`, `inf` and `-inf`; no leading zeros, no thousands separators. */
export function number(separator: '.' | ','): CellForm {
  const point = `[${separator}]`;
  const pattern = `[+-]?((0|[1-9][0-9]*)(${point}[0-9]*)?|${point}[0-9]+)(e[+-]?[0-9]+)?|nan|-?inf|-?infinity`;
  return {
    type: 'number',
    fits: (cell) => matches(cell, pattern),
    usual: { test: (cell) => `regexp_full_match(${cell}, '-?(0|[1-9][0-9]*)(${point}[0-9]*)?')` },
    shows: (cell) => `regexp_matches(${cell}, '[0-9]')`,
    value: (cell) => `TRY_CAST(${withPoint(cell, separator)} AS DOUBLE)`,
    direct: separator === '.' ? 'number' : 'comma number',
  };
}

/** The cell with a decimal point. */
export function withPoint(cell: string, separator: '.' | ','): string {
  return separator === '.' ? cell : `replace(${cell}, ',', '.')`;
}

/** Numbers with a decimal comma where nobody said so: one cell at least cannot be a thousands separator. */
export const guessedComma: CellForm = {
  ...number(','),
  shows: (cell) => `regexp_matches(${cell}, ',([0-9]{1,2}|[0-9]{4,})[ \\t]*$')`,
};

/** The words true and false, in any case. */
export const boolean: CellForm = {
  type: 'boolean',
  fits: (cell) => matches(cell, 'true|false'),
  usual: { test: (cell) => `${cell} IN ('true', 'false')`, value: (cell) => `(${cell} = 'true')` },
  shows: isFilled,
  value: (cell) => `CASE lower(trim(${cell}, ' \t')) WHEN 'true' THEN true WHEN 'false' THEN false END`,
  direct: 'boolean',
};
