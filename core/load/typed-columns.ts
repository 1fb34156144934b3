import type { Column, ReadOptions } from '../contract/dataset.ts';
import { CoreError } from '../errors.ts';
import { nearest } from '../shared/nearest.ts';
import { quoteText, type Sql } from '../shared/sql.ts';
import { type CellForm, plainText } from './cell-form.ts';
import { countForms, type FormCount } from './count-forms.ts';
import { guessForms, inferForms, isLikely } from './infer-types.ts';
import { type MisfitAt, misfitFailure } from './misfit-failure.ts';
import type { SourceColumn, SourceTable } from './source-table.ts';
import { wantedForms } from './type-forms.ts';
import type { ColumnForm } from './typed-csv/column-form.ts';

/** A column with its type settled and SQL for its values. */
export interface TypedColumn extends Column {
  readonly value: string;
}

/**
 * Settles the type of every column: as asked for, else as the file says, else as its cells show. Throws
 * COLUMN_UNKNOWN for a type asked for a column that is not there, and CSV_TYPE_MISMATCH with place and count when
 * cells do not fit it.
 */
export async function typeColumns(options: {
  sql: Sql;
  source: SourceTable;
  read: ReadOptions;
  /** Tells where a row stands in the file. */
  locate: MisfitAt;
  signal?: AbortSignal;
}): Promise<TypedColumns> {
  const { sql, source, read, signal } = options;
  const wanted = wantedColumns(source, read);
  const free: SourceTable = { ...source, columns: source.columns.filter((column) => !wanted.has(column)) };
  const forms = await inferForms({ ...options, source: free });
  const asked = await countForms({ sql, from: source.from, candidates: wanted, signal });
  for (const [column, counts] of asked) {
    const fitting = counts.find((count) => count.misfits === 0);
    if (!fitting || fitting.form.note)
      throw await misfitFailure({ ...options, column, counts, type: typeOf(counts) });
    forms.set(column, fitting.form);
  }
  return settle(source, forms, (text, form) => form.value(text));
}

/** Columns with their types, and what is to be said about them. */
export interface TypedColumns {
  readonly columns: TypedColumn[];
  readonly notes: string[];
  /** The FROM item that the values are of. */
  readonly from: string;
  /** The forms that a guess reads the columns of a text in, when they can be read without DuckDB. */
  readonly direct?: readonly ColumnForm[] | undefined;
}

/** What the SQL of a guessed column fails with at a cell that is not in the guessed form. */
export const misfitMark = 'a cell is not of the type that the first rows showed';

/**
 * The types that the first rows show, without a look at the others: reading a value that does not fit fails with
 * `misfitMark`. Null where the guess is a poor one or somebody asked for a type.
 */
export async function guessColumns(options: {
  sql: Sql;
  source: SourceTable;
  read: ReadOptions;
  signal?: AbortSignal;
}): Promise<TypedColumns | null> {
  if (Object.keys(options.read.types ?? {}).length > 0) return null;
  const guess = await guessForms(options);
  if (!isLikely(guess)) return null;
  const { source } = options;
  const values: string[] = [];
  const columns = settle(source, guess.best, (text, form, name) => {
    if (guess.isWhole || form === plainText) return form.value(text);
    const value = `${name}_value`;
    values.push(`${form.usual?.value?.(text) ?? form.value(text)} AS ${value}`);
    const usual = form.usual === undefined ? '' : `WHEN ${form.usual.test(text, value)} THEN ${value} `;
    const other = form.usual?.value === undefined ? value : form.value(text);
    return `CASE ${usual}WHEN ${text} IS NULL THEN NULL WHEN ${form.fits(text)} THEN ${other} ELSE error(${quoteText(misfitMark)}) END`;
  });
  const forms = source.columns.flatMap((column) => guess.best.get(column)?.direct ?? []);
  const direct = !guess.isWhole && forms.length === source.columns.length ? forms : undefined;
  const from = values.length === 0 ? columns.from : `(SELECT *, ${values.join(', ')} FROM ${source.from})`;
  return { ...columns, direct, from };
}

function settle(
  source: SourceTable,
  forms: ReadonlyMap<SourceColumn, CellForm>,
  toValue: (text: string, form: CellForm, name: string) => string,
): TypedColumns {
  const notes: string[] = [];
  const columns = source.columns.map((column, index): TypedColumn => {
    const { name, sql: sqlName, natural, text } = column;
    const form = forms.get(column);
    if (form?.note) notes.push(form.note.replace('$', () => name));
    const settled = form ? { type: form.type, value: toValue(text, form, sqlName) } : natural;
    if (!settled) throw new Error(`Column ${name} has no type`);
    return { index, name, sql: sqlName, ...settled };
  });
  return { columns, notes, from: source.from };
}

function wantedColumns(source: SourceTable, read: ReadOptions) {
  const wanted = new Map<SourceColumn, ReturnType<typeof wantedForms>>();
  for (const [name, type] of Object.entries(read.types ?? {})) {
    const column = source.columns.find((candidate) => candidate.name === name);
    if (!column) {
      const close = nearest(
        name,
        source.columns.map((candidate) => candidate.name),
      );
      throw new CoreError(
        'COLUMN_UNKNOWN',
        `A type is given for the column "${name}", which the file does not have${close ? `; did you mean "${close}"?` : '; check the name.'}`,
        { details: { column: name } },
      );
    }
    if (column.natural?.type !== type) wanted.set(column, wantedForms(type, read));
  }
  return wanted;
}

function typeOf(counts: readonly FormCount[]) {
  return counts.find((count) => !count.form.note)?.form.type ?? 'text';
}
