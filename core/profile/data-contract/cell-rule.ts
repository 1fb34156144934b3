import type { ColumnRules, ContractRule } from '../../contract/data-contract.ts';
import type { Column, ColumnType } from '../../contract/dataset.ts';
import { quoteText } from '../../shared/sql.ts';
import { countText, numberText } from '../phrase.ts';

/** One rule about the cells of a column: `breaks` is an SQL condition that is true for rows that break it. */
export interface CellRule {
  readonly rule: ContractRule;
  readonly column: Column;
  readonly expected: string;
  readonly breaks: string;
}

/**
 * The rules of a column that a row breaks by itself. Missing cells (NULL, NaN) break none of them; a cell that does
 * not read as the contract's type breaks `type` alone.
 */
export function cellRules(column: Column, rules: ColumnRules): CellRule[] {
  const filled = isFilled(column);
  const list: CellRule[] = [];
  const add = (rule: ContractRule, expected: string, breaks: string) =>
    list.push({ rule, column, expected, breaks: `${filled} AND (${breaks})` });

  if (rules.type !== undefined) {
    const reads = rules.type === column.type || rules.type === 'text' ? 'true' : readsAs(column, rules.type);
    add('type', `every cell reads as ${typeNames[rules.type]}`, `NOT ${reads}`);
  }
  const number = isTime(column.type) ? 'CAST(NULL AS DOUBLE)' : `TRY_CAST(${column.sql} AS DOUBLE)`;
  if (rules.min !== undefined || rules.max !== undefined) {
    add('range', between(rules.min, rules.max, numberText), outside(number, rules.min, rules.max, literal));
  }
  const time =
    isTime(column.type) || column.type === 'text'
      ? `TRY_CAST(${column.sql} AS TIMESTAMP)`
      : 'CAST(NULL AS TIMESTAMP)';
  if (rules.earliest !== undefined || rules.latest !== undefined) {
    const latest = rules.latest === undefined ? undefined : endOf(rules.latest);
    add(
      'dates',
      between(rules.earliest, rules.latest, String),
      outside(time, rules.earliest, latest, (text) => `TIMESTAMP ${quoteText(text)}`),
    );
  }
  const text = `CAST(${column.sql} AS VARCHAR)`;
  if (rules.allowed !== undefined) {
    const isNumeric = isNumber(column.type);
    const values = rules.allowed.map((value) =>
      isNumeric ? `TRY_CAST(${quoteText(String(value))} AS DOUBLE)` : quoteText(String(value)),
    );
    const known =
      values.length > 0 ? `list_contains([${values.join(', ')}], ${isNumeric ? number : text})` : 'false';
    add('allowed', oneOf(rules.allowed), `NOT coalesce(${known}, false)`);
  }
  if (rules.minLength !== undefined || rules.maxLength !== undefined) {
    add(
      'length',
      `${between(rules.minLength, rules.maxLength, countText)} characters`,
      outside(`length(${text})`, rules.minLength, rules.maxLength, String),
    );
  }
  if (rules.pattern !== undefined) {
    add('pattern', `fits ${rules.pattern}`, `NOT regexp_full_match(${text}, ${quoteText(rules.pattern)})`);
  }
  return list;
}

/** An SQL condition: the cell is neither NULL nor NaN. */
export function isFilled({ sql, type }: Column): string {
  return type === 'number' ? `(${sql} IS NOT NULL AND NOT isnan(${sql}))` : `${sql} IS NOT NULL`;
}

const typeNames: Readonly<Record<ColumnType, string>> = {
  integer: 'a whole number',
  number: 'a number',
  boolean: 'yes or no (true, false)',
  text: 'text',
  date: 'a date',
  timestamp: 'a date and time',
};

/** An SQL condition: a filled cell of another type means a value of this one. */
function readsAs({ sql, type: from }: Column, to: Exclude<ColumnType, 'text'>): string {
  switch (to) {
    case 'number':
      return isNumber(from) ? 'true' : from === 'text' ? `TRY_CAST(${sql} AS DOUBLE) IS NOT NULL` : 'false';
    case 'integer':
      if (from === 'number') return `(isfinite(${sql}) AND ${sql} = trunc(${sql}))`;
      return from === 'text' ? `regexp_full_match(${sql}, '[-+]?[0-9]+')` : 'false';
    case 'boolean':
      if (isNumber(from)) return `${sql} IN (0, 1)`;
      return from === 'text' ? `TRY_CAST(${sql} AS BOOLEAN) IS NOT NULL` : 'false';
    case 'date':
      if (from === 'timestamp') return `${sql} = date_trunc('day', ${sql})`;
      return from === 'text' ? `TRY_CAST(${sql} AS DATE) IS NOT NULL` : 'false';
    case 'timestamp':
      return isTime(from) ? 'true' : from === 'text' ? `TRY_CAST(${sql} AS TIMESTAMP) IS NOT NULL` : 'false';
  }
}

function isNumber(type: ColumnType): boolean {
  return type === 'integer' || type === 'number';
}

function isTime(type: ColumnType): boolean {
  return type === 'date' || type === 'timestamp';
}

function outside<T>(
  cell: string,
  min: T | undefined,
  max: T | undefined,
  write: (limit: T) => string,
): string {
  const tests = [
    ...(min === undefined ? [] : [`${cell} < ${write(min)}`]),
    ...(max === undefined ? [] : [`${cell} > ${write(max)}`]),
  ];
  return `coalesce(${tests.join(' OR ')}, false)`;
}

function literal(value: number): string {
  return `CAST(${quoteText(String(value))} AS DOUBLE)`;
}

/** The last moment that a limit means: of a day its end. */
function endOf(limit: string): string {
  return limit.length === 10 ? `${limit}T23:59:59.999999` : limit;
}

function between<T>(min: T | undefined, max: T | undefined, write: (limit: T) => string): string {
  if (min !== undefined && min === max) return write(min);
  if (min === undefined) return max === undefined ? '' : `at most ${write(max)}`;
  return max === undefined ? `at least ${write(min)}` : `${write(min)} to ${write(max)}`;
}

function oneOf(values: readonly (string | number | boolean)[]): string {
  const shown = values.slice(0, 8).map((value) => `"${value}"`);
  return `one of ${shown.join(', ')}${values.length > 8 ? ` and ${values.length - 8} more` : ''}`;
}
