import type { Cell, Column } from '../contract/dataset.ts';
import type { TargetSpec } from '../contract/profile.ts';
import { CoreError } from '../errors.ts';
import { nearest } from '../shared/nearest.ts';
import type { Sql } from '../shared/sql.ts';
import { suggestName } from '../shared/suggest-name.ts';
import { fromOf, type Table } from '../shared/table.ts';
import { type Classes, encodeClasses } from './classes.ts';

/** The target column as class codes. `classNames` and `positiveIndex` are as in a SplitSummary. */
export interface Labels extends Classes {
  /** Index into `classNames` per row in file order; -1 where the label is missing. */
  readonly codes: Int32Array;
  /** Rows per class, in the order of `classNames`. */
  readonly counts: readonly number[];
  /** Rows without a label. */
  readonly missing: number;
}

/** Most distinct values of a target: of a number, a date or a time; of a text. */
export const classLimits = { number: 50, text: 1000 } as const;

/**
 * Reads the target column and encodes its classes. NaN and null are missing labels, and so are the values in
 * `missing`. Numbers are named as JavaScript prints them ("1", "0.5"), booleans "true" and "false".
 * Throws TARGET_MISSING for an unknown column, TARGET_ONE_CLASS for fewer than two classes,
 * TARGET_TOO_MANY_CLASSES beyond `classLimits`, TARGET_POSITIVE_UNKNOWN for a positive class that is not there.
 */
export async function readLabels(options: {
  sql: Sql;
  table: Table;
  target: TargetSpec;
  missing?: readonly (string | number)[];
  signal?: AbortSignal;
}): Promise<Labels> {
  const { sql, table, target, signal } = options;
  const column = findTarget(table, target.column);
  const isMissing = new Set((options.missing ?? []).map((value) => valueName(value, column)));
  const limit = column.type === 'text' || column.type === 'boolean' ? classLimits.text : classLimits.number;
  const found = new Map<string, number>();
  const counts: number[] = [];
  const raw = new Int32Array(table.rowCount).fill(-1);
  let row = 0;
  for await (const [cells = []] of sql.chunks(
    `SELECT ${column.sql} FROM ${fromOf(table, [column])}`,
    [],
    signal,
  )) {
    for (const cell of cells) {
      const name = cellName(cell);
      if (name !== null && !isMissing.has(name)) {
        let code = found.get(name);
        if (code === undefined) {
          code = found.size;
          if (code >= limit) throw tooManyClasses(column, limit);
          found.set(name, code);
          counts.push(0);
        }
        raw[row] = code;
        counts[code] = (counts[code] ?? 0) + 1;
      }
      row++;
    }
  }
  const names = [...found.keys()];
  if (names.length < 2) throw oneClass(column, names[0]);
  return recode({ raw, counts, ...encodeClasses({ names, counts, target }) });
}

function recode(
  options: Classes & { raw: Int32Array; counts: readonly number[]; codeOf: Int32Array },
): Labels {
  const { raw, counts, codeOf, classNames, positiveIndex } = options;
  const totals = classNames.map(() => 0);
  for (const [value, count] of counts.entries()) {
    const code = codeOf[value] ?? 0;
    totals[code] = (totals[code] ?? 0) + count;
  }
  const codes = raw.map((value) => (value < 0 ? -1 : (codeOf[value] ?? -1)));
  const missing = codes.length - totals.reduce((sum, count) => sum + count, 0);
  return { codes, classNames, positiveIndex, counts: totals, missing };
}

function findTarget(table: Table, name: string): Column {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (column) return column;
  const names = table.columns.map((candidate) => candidate.name);
  throw new CoreError(
    'TARGET_MISSING',
    `There is no column "${name}" to predict; ${suggestName(name, names, 'columns')}`,
    {
      details: { column: name, suggestion: nearest(name, names) },
    },
  );
}

function tooManyClasses(column: Column, limit: number): CoreError {
  const isText = column.type === 'text';
  return new CoreError(
    'TARGET_TOO_MANY_CLASSES',
    `Column "${column.name}" has more than ${limit} distinct values, too many for classes; ` +
      (isText
        ? 'choose a target with fewer classes, or name one class as the positive one in a copy of the data.'
        : 'choose a target with classes, or a column that groups these values: regression is not supported yet.'),
    { details: { column: column.name, limit } },
  );
}

function oneClass(column: Column, only: string | undefined): CoreError {
  const has = only === undefined ? 'no label at all' : `one class only, "${only}"`;
  return new CoreError(
    'TARGET_ONE_CLASS',
    `Column "${column.name}" has ${has}; choose a target with at least two classes.`,
    { details: { column: column.name, class: only ?? null } },
  );
}

function cellName(cell: Cell | undefined): string | null {
  if (cell === null || cell === undefined || (typeof cell === 'number' && Number.isNaN(cell))) return null;
  return typeof cell === 'number' && cell === 0 ? '0' : String(cell);
}

function valueName(value: string | number, column: Column): string {
  const isNumeric = column.type === 'integer' || column.type === 'number';
  return isNumeric && String(value).trim() !== '' && Number.isFinite(Number(value))
    ? String(Number(value))
    : String(value);
}
