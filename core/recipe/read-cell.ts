import type { ColumnType } from '../contract/dataset.ts';
import type { RecipeStep } from '../contract/recipe-step.ts';
import { quoteText } from '../shared/sql.ts';

type Cast = Omit<Extract<RecipeStep, { kind: 'cast' }>, 'column' | 'kind'>;

/** The cell `x`, of this type, read as what the step says; NULL where it cannot be. */
export function castSql(x: string, type: ColumnType, cast: Cast): string {
  switch (cast.to) {
    case 'text':
      return textOf(x, type);
    case 'number':
      if (type === 'text') return numberOfText(x, cast.decimal ?? '.');
      if (isTime(type)) return `CASE WHEN isfinite(${x}) THEN CAST(epoch(${x}) / 86400 AS DOUBLE) END`;
      return `CAST(${x} AS DOUBLE)`;
    default: {
      const name = cast.to === 'date' ? 'DATE' : 'TIMESTAMP';
      return isTime(type)
        ? `CAST(${x} AS ${name})`
        : `CAST(${timeOfText(textOf(x, type), cast.order ?? 'ymd')} AS ${name})`;
    }
  }
}

function isTime(type: ColumnType): boolean {
  return type === 'date' || type === 'timestamp';
}

/** A cell as text; whole numbers have no decimal point, and what is no number is missing. */
export function textOf(x: string, type: ColumnType): string {
  if (type === 'text') return x;
  if (type !== 'number') return `CAST(${x} AS VARCHAR)`;
  return (
    `CASE WHEN isnan(${x}) THEN NULL WHEN abs(${x}) < 9e15 AND ${x} = trunc(${x}) ` +
    `THEN CAST(CAST(${x} AS BIGINT) AS VARCHAR) ELSE CAST(${x} AS VARCHAR) END`
  );
}

/**
 * A text that is one number: sign, digits (in groups of three or not), decimals, exponent; a currency sign or a
 * percent sign may stand beside it and does not change the number.
 */
function numberOfText(x: string, decimal: '.' | ','): string {
  const blank = String.raw`[\p{Z}\p{Cc}]*`;
  const mark = `[$€£¥%]?`;
  const group = decimal === '.' ? String.raw`[,'’\p{Z}]` : String.raw`[.'’\p{Z}]`;
  const point = decimal === '.' ? String.raw`\.` : ',';
  const digits = String.raw`(\d{1,3}(${group}\d{3})+|\d+)?(${point}\d*)?([eE][+-]?\d+)?`;
  const whole = `${blank}${mark}${blank}[+\u2212-]?${blank}${mark}${blank}${digits}${blank}${mark}${blank}`;
  const plain = `regexp_replace(replace(${x}, '\u2212', '-'), ${quoteText(`[^0-9eE+${decimal}-]`)}, '', 'g')`;
  const written = decimal === ',' ? `replace(${plain}, ',', '.')` : plain;
  return `CASE WHEN regexp_full_match(${x}, ${quoteText(whole)}) THEN TRY_CAST(${written} AS DOUBLE) END`;
}

const orders = {
  ymd: ['%Y{}%m{}%d'],
  dmy: ['%d{}%m{}%y', '%d{}%m{}%Y'],
  mdy: ['%m{}%d{}%y', '%m{}%d{}%Y'],
} as const;
const separators = ['-', '/', '.'];
const named = ['%d %b %Y', '%d %B %Y', '%d-%b-%Y', '%b %d, %Y', '%B %d, %Y', '%b %d %Y', '%B %d %Y'];
const clocks = ['', ' %H:%M', ' %H:%M:%S', 'T%H:%M:%S'];

/** A text that is a date, with a time of day or not. ISO dates are read whatever the order. */
function timeOfText(x: string, order: keyof typeof orders): string {
  const dates = [
    ...orders[order].flatMap((format) => separators.map((sign) => format.replaceAll('{}', sign))),
    ...named,
    ...(order === 'ymd' ? ['%Y%m%d'] : []),
  ];
  const formats = dates.flatMap((date) => clocks.map((clock) => quoteText(`${date}${clock}`)));
  const cell = `trim(${x})`;
  const iso = `CASE WHEN regexp_matches(${cell}, '^\\d{4}-') THEN TRY_CAST(${cell} AS TIMESTAMP) END`;
  const guard = order === 'ymd' ? `regexp_matches(${cell}, '^(\\d{4}|\\D|\\d{1,2}[ -]\\D)')` : 'true';
  return `coalesce(${iso}, CASE WHEN ${guard} THEN try_strptime(${cell}, [${formats.join(', ')}]) END)`;
}
