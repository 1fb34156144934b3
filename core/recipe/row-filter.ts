import type { Column } from '../contract/dataset.ts';
import type { RecipeSpec } from '../contract/experiment.ts';
import type { RowCondition, SimpleCondition } from '../contract/recipe-step.ts';
import { assertNever, CoreError } from '../errors.ts';
import type { Sql } from '../shared/sql.ts';
import type { Table } from '../shared/table.ts';
import { findColumn } from './find-column.ts';
import type { FittedStep } from './fitted-step.ts';
import { numberLiteral, textLiteral } from './literal.ts';
import { prepareTable } from './prepare-table.ts';

/**
 * 1 for every row that fits any of the conditions, in file order. Conditions look at the data as loaded, with marked
 * values missing; a missing cell fits no comparison. Exact. Throws COLUMN_UNKNOWN, and SPEC_INVALID for a value that
 * the column's type cannot be compared with or a row that the table does not have.
 */
export async function filteredRows(options: {
  sql: Sql;
  table: Table;
  recipe: Pick<RecipeSpec, 'dropRows' | 'missing'>;
  signal?: AbortSignal;
}): Promise<Uint8Array> {
  const { sql, table, recipe, signal } = options;
  const isDropped = new Uint8Array(table.rowCount);
  if (recipe.dropRows.length === 0) return isDropped;
  const query = conditionQuery(options);
  const [flags = new Float64Array()] = await sql.numbers(
    `SELECT CAST(fits AS DOUBLE) FROM ${query} ORDER BY __row`,
    [],
    signal,
  );
  for (const [row, flag] of flags.entries()) isDropped[row] = flag;
  return isDropped;
}

/** A FROM item with `__row` and `fits`, true where the row fits any of the conditions. */
function conditionQuery({
  table,
  recipe,
}: {
  table: Table;
  recipe: Pick<RecipeSpec, 'dropRows' | 'missing'>;
}) {
  const marks: FittedStep[] = table.columns.flatMap((column) =>
    Object.hasOwn(recipe.missing, column.name)
      ? [
          {
            kind: 'mark-missing' as const,
            column: column.name,
            sql: column.sql,
            values: recipe.missing[column.name] ?? [],
          },
        ]
      : [],
  );
  const marked = prepareTable({ table, steps: marks });
  const tests = recipe.dropRows.map((condition) => `coalesce(${conditionSql(condition, table)}, false)`);
  return `(SELECT __row, (${tests.join(' OR ')}) AS fits FROM ${marked.from})`;
}

function conditionSql(condition: RowCondition, table: Table): string {
  if (condition.kind !== 'all') return simpleSql(condition, table);
  return `(${condition.of.map((each) => simpleSql(each, table)).join(' AND ')})`;
}

function simpleSql(condition: SimpleCondition, table: Table): string {
  switch (condition.kind) {
    case 'missing':
      return missingSql(findColumn(table, condition.column));
    case 'equals': {
      const column = findColumn(table, condition.column);
      return `${column.sql} IN (${condition.values.map((value) => valueSql(value, column)).join(', ')})`;
    }
    case 'compare': {
      const column = findColumn(table, condition.column);
      const { sql, type } = column;
      const test = `${sql} ${condition.operator} ${valueSql(condition.value, column)}`;
      return type === 'number' ? `(NOT isnan(${sql}) AND ${test})` : test;
    }
    case 'duplicates': {
      const named = condition.columns.map((name) => findColumn(table, name));
      const columns = named.length === 0 ? table.columns : named;
      const list = columns.map(({ sql }) => sql).join(', ');
      return condition.keep === 'first'
        ? `row_number() OVER (PARTITION BY ${list} ORDER BY __row) > 1`
        : `count(*) OVER (PARTITION BY ${list}) > 1`;
    }
    case 'missing-share': {
      const missing = table.columns.map((column) => `CAST(${missingSql(column)} AS INTEGER)`);
      return missing.length === 0
        ? 'false'
        : `(${missing.join(' + ')}) > ${numberLiteral(condition.above * missing.length)}`;
    }
    case 'rows': {
      const last = Math.max(...condition.rows);
      if (last > table.rowCount) throw rowUnknown(last, table.rowCount);
      return `__row IN (${condition.rows.join(', ')})`;
    }
    default:
      return assertNever(condition);
  }
}

function missingSql({ sql, type }: Column): string {
  return type === 'number' ? `(${sql} IS NULL OR isnan(${sql}))` : `(${sql} IS NULL)`;
}

function rowUnknown(row: number, rowCount: number): CoreError {
  return new CoreError(
    'SPEC_INVALID',
    `A condition leaves out row ${row}, but the data has ${rowCount} rows; it was made for another version of the data. ` +
      'Take it out, or find the rows anew.',
    { details: { row, rowCount } },
  );
}

const dateForm = /^\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?$/;

function valueSql(value: string | number | boolean, column: Column): string {
  switch (column.type) {
    case 'text':
      return textLiteral(String(value));
    case 'boolean':
      if (String(value) === 'true' || String(value) === 'false') return String(value);
      break;
    case 'integer':
    case 'number':
      if (typeof value !== 'boolean' && String(value).trim() !== '' && Number.isFinite(Number(value))) {
        return numberLiteral(Number(value));
      }
      break;
    default:
      if (dateForm.test(String(value)) && !Number.isNaN(Date.parse(String(value)))) {
        return `CAST(${textLiteral(String(value))} AS TIMESTAMP)`;
      }
  }
  throw new CoreError(
    'SPEC_INVALID',
    `A condition compares column "${column.name}", of the type ${column.type}, with "${value}"; ` +
      `give ${wanted[column.type]}.`,
    { details: { column: column.name, value, type: column.type } },
  );
}

const wanted: Readonly<Record<Column['type'], string>> = {
  integer: 'a number',
  number: 'a number',
  boolean: 'true or false',
  text: 'a text',
  date: 'a date such as 2024-01-31',
  timestamp: 'a time such as 2024-01-31 10:00',
};
