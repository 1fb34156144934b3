import type { Column, ColumnType } from '../contract/dataset.ts';
import type { CellTest, RowFilter } from '../contract/row-filter.ts';
import { assertNever, CoreError } from '../errors.ts';
import type { SqlValue } from '../shared/sql.ts';
import type { Table } from '../shared/table.ts';
import { columnAt } from './column-at.ts';
import { searchTests } from './search-sql.ts';
import { timePeriod } from './time-period.ts';

/** A condition with numbered parameters ($1, $2, …) and the values bound to them, in that order. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/** Gives a value to a statement and answers with the parameter that stands for it. */
export type Bind = (value: SqlValue) => string;

/**
 * The condition that a row fits the filter; null for a filter that lets every row through. Texts and numbers are
 * bound, columns go by their physical names. Throws COLUMN_UNKNOWN for a column that is not there, OPTION_INVALID for
 * a test that its type does not have or a date that is none.
 */
export function filterCondition(filter: RowFilter | undefined, table: Table): Condition | null {
  if (filter === undefined) return null;
  const values: SqlValue[] = [];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const tests = filter.tests.map(({ column: index, test }) => {
    return testSql(test, columnAt(table, index, 'filter'), bind);
  });
  if (filter.search !== '') {
    const found = searchTests({ text: filter.search, columns: table.columns, bind });
    tests.push(found.length === 0 ? 'false' : found.join(' OR '));
  }
  const all = tests.filter((sql) => sql !== 'true');
  if (all.length === 0) return null;
  return { sql: all.map((sql) => `(${sql})`).join(' AND '), values };
}

function testSql(test: CellTest, column: Column, bind: Bind): string {
  const { sql: cell, type } = column;
  const isNumber = type === 'number';
  switch (test.kind) {
    case 'missing':
      return isNumber ? `${cell} IS NULL OR isnan(${cell})` : `${cell} IS NULL`;
    case 'present':
      return isNumber ? `NOT isnan(${cell})` : `${cell} IS NOT NULL`;
    case 'contains':
      requireType(column, ['text'], 'by a text in it');
      return `contains(lower(${cell}), lower(${bind(test.text)}))`;
    case 'equals':
      requireType(column, ['text'], 'by an exact text');
      return `${cell} = ${bind(test.text)}`;
    case 'range': {
      requireType(column, ['integer', 'number'], 'from one number to another');
      const { min, max } = test;
      const bounds = [
        ...(min === null ? [] : [`${cell} >= ${bind(min)}`]),
        ...(max === null ? [] : [`${cell} <= ${bind(max)}`]),
      ];
      if (bounds.length === 0) return 'true';
      return [...bounds, ...(isNumber ? [`NOT isnan(${cell})`] : [])].join(' AND ');
    }
    case 'time': {
      requireType(column, ['date', 'timestamp'], 'from one date to another');
      const time = (milliseconds: number) => `epoch_ms(CAST(${bind(milliseconds)} AS BIGINT))`;
      const bounds = [
        ...(test.from === null ? [] : [`${cell} >= ${time(timePeriod(test.from).from)}`]),
        ...(test.to === null ? [] : [`${cell} < ${time(timePeriod(test.to).until)}`]),
      ];
      return bounds.join(' AND ') || 'true';
    }
    case 'boolean':
      requireType(column, ['boolean'], 'by true or false');
      return test.value ? cell : `NOT ${cell}`;
    default:
      return assertNever(test);
  }
}

function requireType(column: Column, types: readonly ColumnType[], how: string): void {
  if (types.includes(column.type)) return;
  throw new CoreError(
    'OPTION_INVALID',
    `Column "${column.name}" is of the type ${column.type}, so its rows cannot be filtered ${how}.`,
    { details: { column: column.name, type: column.type } },
  );
}
