import type { ColumnType, ReadOptions } from '../contract/dataset.ts';
import { CoreError } from '../errors.ts';
import type { Sql } from '../shared/sql.ts';
import type { FormCount } from './count-forms.ts';
import type { SourceColumn, SourceTable } from './source-table.ts';

/** Where data row `row` (1 is the first) stands in the file, in words: `line 18`. */
export type MisfitAt = (row: number) => Promise<string>;

/** What one cell and several cells of a type are. */
export const typeNouns: Readonly<Record<ColumnType, readonly [one: string, several: string]>> = {
  integer: ['a whole number', 'whole numbers'],
  number: ['a number', 'numbers'],
  boolean: ['true or false', 'true or false'],
  text: ['text', 'text'],
  date: ['a date', 'dates'],
  timestamp: ['a time', 'times'],
};

/** CSV_TYPE_MISMATCH: how many cells of a column are not of the type asked for, and the first one. */
export async function misfitFailure(options: {
  sql: Sql;
  source: SourceTable;
  column: SourceColumn;
  type: ColumnType;
  counts: readonly FormCount[];
  read: ReadOptions;
  locate: MisfitAt;
  signal?: AbortSignal;
}): Promise<CoreError> {
  const { sql, source, column, type, counts, read, locate, signal } = options;
  const [closest] = [...counts].sort((a, b) => a.misfits - b.misfits);
  const details = { column: column.name, type, cells: closest?.misfits ?? 0 };
  if (!closest || closest.misfits === 0) {
    return new CoreError(
      'CSV_TYPE_MISMATCH',
      `The dates of column "${column.name}" can be read day first or month first; write them as YYYY-MM-DD or load it as text.`,
      { details },
    );
  }
  const [first] = await sql.rows(
    `SELECT place, cell FROM (SELECT row_number() OVER () AS place, ${column.text} AS cell FROM ${source.from})
     WHERE cell IS NOT NULL AND NOT (${closest.form.fits('cell')}) ORDER BY place LIMIT 1`,
    [],
    signal,
  );
  const row = Number(first?.place ?? 0);
  const place = await locate(row);
  const cell = JSON.stringify(String(first?.cell ?? '').slice(0, 60));
  const [one, several] = typeNouns[type];
  const mend = (cells: string) =>
    read.badRows === 'set-aside'
      ? `load it as text or mend the ${cells}.`
      : `load it as text, mend the ${cells}, or set bad rows aside.`;
  const what =
    closest.misfits === 1
      ? `a cell that is not ${one}, at ${place} (${cell}); ${mend('cell')}`
      : `${closest.misfits} cells that are not ${several}, first at ${place} (${cell}); ${mend('cells')}`;
  return new CoreError('CSV_TYPE_MISMATCH', `Column "${column.name}" has ${what}`, {
    details: { ...details, row },
  });
}
