import type { Column } from '../contract/dataset.ts';
import type { SqlValue } from '../shared/sql.ts';

/** An SQL expression with the values it binds, in the order of its question marks. */
export interface Expression {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/** A cell as a number (days for a time), NULL where it is missing or marked as missing; infinity passes. */
export function numberCell(column: Pick<Column, 'sql'>, missing: readonly number[]): Expression {
  return without(
    `CAST(${column.sql} AS DOUBLE)`,
    missing.map(() => 'CAST(? AS DOUBLE)'),
    missing,
  );
}

/** A true or false cell as 1 or 0, NULL where missing. `missing` holds "true" or "false". */
export function booleanCell(column: Pick<Column, 'sql'>, missing: readonly string[]): Expression {
  return maskedBy(column, missing, `CAST(${column.sql} AS DOUBLE)`);
}

/** A cell as text, NULL where missing. */
export function textCell(column: Pick<Column, 'sql'>, missing: readonly string[]): Expression {
  return without(
    column.sql,
    missing.map(() => '?'),
    missing,
  );
}

/** Days since 1970-01-01, month and ISO weekday of a date or time; NULL where missing or infinite. */
export function timeCells(
  column: Pick<Column, 'sql'>,
  missing: readonly string[],
): { days: Expression; month: Expression; weekday: Expression } {
  const isMarked = missing.map(() => sameMoment(column.sql, '?')).join(' OR ');
  const part = (sql: string) => {
    const value = `CASE WHEN isfinite(${column.sql}) THEN CAST(${sql} AS DOUBLE) END`;
    return missing.length === 0
      ? { sql: value, values: [] }
      : { sql: `CASE WHEN NOT (${isMarked}) THEN ${value} END`, values: missing };
  };
  return {
    days: part(`epoch(${column.sql}) / 86400`),
    month: part(`month(${column.sql})`),
    weekday: part(`isodow(${column.sql})`),
  };
}

/** An SQL condition, never NULL: a date or time is the moment that a text names, however it is written; false for other texts. */
export function sameMoment(sql: string, text: string): string {
  return `coalesce(TRY_CAST(${sql} AS TIMESTAMP) = TRY_CAST(${text} AS TIMESTAMP), false)`;
}

function without(cell: string, marks: readonly string[], values: readonly SqlValue[]): Expression {
  return marks.length === 0
    ? { sql: cell, values: [] }
    : { sql: `CASE WHEN ${cell} NOT IN (${marks.join(', ')}) THEN ${cell} END`, values };
}

function maskedBy(column: Pick<Column, 'sql'>, missing: readonly string[], value: string): Expression {
  return missing.length === 0
    ? { sql: value, values: [] }
    : {
        sql: `CASE WHEN CAST(${column.sql} AS VARCHAR) NOT IN (${missing.map(() => '?').join(', ')}) THEN ${value} END`,
        values: missing,
      };
}
