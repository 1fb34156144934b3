import type { Column, ColumnType } from '../../contract/dataset.ts';
import type { ColumnStatistics } from '../../contract/profile.ts';

const longestKey = 64;

/**
 * Whether a column's values can name rows: whole numbers, short texts, dates and times. Yes/no, measurements with
 * fractions and prose cannot.
 */
export function canBeKey({ column, numeric, text, top, distinct }: ColumnStatistics): boolean {
  if (distinct === 0) return false;
  switch (column.type) {
    case 'boolean':
      return false;
    case 'number':
      return (
        numeric !== null &&
        numeric.infinite === 0 &&
        isWhole(numeric) &&
        top.every(({ value }) => Number.isInteger(value))
      );
    case 'text':
      return text !== null && text.maxLength <= longestKey;
    default:
      return true;
  }
}

/** Whether cells of two types can be equal: the same type, or numbers and texts that spell them. */
export function areComparable(a: ColumnType, b: ColumnType): boolean {
  const kind = (type: ColumnType) => (type === 'number' ? 'integer' : type);
  if (kind(a) === kind(b)) return true;
  return [a, b].includes('text') && [kind(a), kind(b)].includes('integer');
}

/**
 * SQL for the cells of two columns such that equal ones are equal: of one type as they are, a day as its midnight,
 * all else as text, where a whole number has no fraction. NaN is missing.
 */
export function comparableCells(a: Column, b: Column): [string, string] {
  const cells = [a, b].map(({ sql, type }) =>
    type === 'number' ? `CASE WHEN NOT isnan(${sql}) THEN ${sql} END` : sql,
  );
  const [left = '', right = ''] = cells;
  if (a.type === b.type) return [left, right];
  const types = new Set([a.type, b.type]);
  if (types.has('integer') && types.has('number')) return [asType(left, 'DOUBLE'), asType(right, 'DOUBLE')];
  if (types.has('date') && types.has('timestamp'))
    return [asType(left, 'TIMESTAMP'), asType(right, 'TIMESTAMP')];
  return [textCell(a), textCell(b)];
}

/** SQL for a cell as text, the same for equal cells of any types. */
export function textCell({ sql, type }: Column): string {
  if (type === 'text') return sql;
  if (type !== 'number') return asType(sql, 'VARCHAR');
  return `CASE WHEN isfinite(${sql}) AND ${sql} = trunc(${sql}) AND abs(${sql}) < 1e15 THEN ${asType(asType(sql, 'BIGINT'), 'VARCHAR')} WHEN NOT isnan(${sql}) THEN ${asType(sql, 'VARCHAR')} END`;
}

function asType(cell: string, type: string): string {
  return `CAST(${cell} AS ${type})`;
}

function isWhole({ min, median, max }: { min: number; median: number; max: number }): boolean {
  return [min, 2 * median, max].every(Number.isInteger);
}
