import type { Column } from '../contract/dataset.ts';
import { assertNever } from '../errors.ts';
import type { Bind } from './filter-sql.ts';

/**
 * Tests of the columns that can hold a text, whatever its case; a row is found when one of them holds. Numbers, dates
 * and booleans are looked through as text, whole numbers without a decimal point. A column none of whose cells could
 * hold the text has no test, so that words are not looked for in numbers.
 */
export function searchTests(options: { text: string; columns: readonly Column[]; bind: Bind }): string[] {
  const { columns, bind } = options;
  const text = options.text.toLowerCase().replaceAll('−', '-');
  const bound = new Map<string, string>();
  const parameter = (value: string) => {
    const known = bound.get(value) ?? bind(value);
    bound.set(value, known);
    return known;
  };
  return columns.flatMap(({ sql: cell, type }) => {
    switch (type) {
      case 'text':
        return `contains(lower(${cell}), lower(${parameter(options.text)}))`;
      case 'integer':
        return /^-?\d*$/.test(text) ? `contains(CAST(${cell} AS VARCHAR), ${parameter(text)})` : [];
      case 'number':
        return canBeInNumber(text) ? `contains(${numberText(cell)}, ${parameter(text)})` : [];
      case 'boolean': {
        const values = ['true', 'false'].filter((value) => value.includes(text));
        if (values.length === 0) return [];
        return values.length === 2 ? `${cell} IS NOT NULL` : values[0] === 'true' ? cell : `NOT ${cell}`;
      }
      case 'date':
        return /^[-\d]*$/.test(text) ? `contains(CAST(${cell} AS VARCHAR), ${parameter(text)})` : [];
      case 'timestamp': {
        const written = text.replace('t', ' ');
        return /^[-\d :.]*$/.test(written) ? `contains(CAST(${cell} AS VARCHAR), ${parameter(written)})` : [];
      }
      default:
        return assertNever(type);
    }
  });
}

function canBeInNumber(text: string): boolean {
  return /^[-+\d.e]*$/.test(text) || ['nan', '∞', '-∞'].some((word) => word.includes(text));
}

function numberText(cell: string): string {
  return `CASE WHEN NOT isfinite(${cell}) THEN CASE WHEN isnan(${cell}) THEN 'nan' WHEN ${cell} > 0 THEN '∞' ELSE '-∞' END
    WHEN abs(${cell}) < 9e15 AND ${cell} = trunc(${cell}) THEN CAST(CAST(${cell} AS BIGINT) AS VARCHAR)
    ELSE CAST(${cell} AS VARCHAR) END`;
}
