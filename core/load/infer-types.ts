import type { ReadOptions } from '../contract/dataset.ts';
import type { Sql } from '../shared/sql.ts';
import { type CellForm, plainText } from './cell-form.ts';
import { countForms, type FormCount, findMisfits } from './count-forms.ts';
import { sampleForms } from './sample-forms.ts';
import type { SourceColumn, SourceTable } from './source-table.ts';
import { guessedForms } from './type-forms.ts';

/** Rows that a first guess is made from. */
const sampleRows = 1024;
const minSampleRows = 16;
/** Cells that it looks at, at most, unless there are too many columns for that. */
const sampleCells = 1 << 20;

/** What the first rows tell of every column that says nothing of its type. */
export interface GuessedForms {
  /** The most specific form that all cells there fit and at least one shows. */
  readonly best: Map<SourceColumn, CellForm>;
  /** All forms with what speaks against and for them, without those that the file rules out. */
  readonly counts: ReadonlyMap<SourceColumn, readonly FormCount[]>;
  /** True when these are all rows, so that the forms are certain. */
  readonly isWhole: boolean;
}

/** Tries all forms on the first rows. */
export async function guessForms(options: {
  sql: Sql;
  source: SourceTable;
  read: ReadOptions;
  signal?: AbortSignal;
}): Promise<GuessedForms> {
  const { sql, source, signal } = options;
  const open = source.columns.filter((column) => column.natural === null);
  const rowLimit = Math.max(minSampleRows, Math.min(sampleRows, Math.floor(sampleCells / open.length)));
  const sample = await sampleForms({
    sql,
    from: source.from,
    columns: open,
    forms: guessedForms(options.read),
    rowLimit,
    signal,
  });
  const counts = new Map(open.map((column) => [column, allowed(column, sample.counts.get(column))]));
  const best = new Map(open.map((column) => [column, bestForm(counts.get(column))]));
  return { best, counts, isWhole: sample.rowCount < rowLimit };
}

/** Whether some cell shows something in every column, so that the guess is likely to hold for all rows. */
export function isLikely({ counts, isWhole }: GuessedForms): boolean {
  return isWhole || [...counts.values()].every((column) => !isEmpty(column));
}

/**
 * The form of every column that says nothing of its type: the most specific one that all cells fit and at least one
 * shows. The first rows rule forms out; what they leave is checked on every row. One pass over the source where
 * the first guess was right, two where it was not.
 */
export async function inferForms(options: {
  sql: Sql;
  source: SourceTable;
  read: ReadOptions;
  signal?: AbortSignal;
}): Promise<Map<SourceColumn, CellForm>> {
  const { sql, source, signal } = options;
  const { best, counts, isWhole } = await guessForms(options);
  if (isWhole) return best;

  const guessed = new Map([...best].filter(([, form]) => form !== plainText));
  const misfitting = await findMisfits({ sql, from: source.from, forms: guessed, signal });
  const wrong = [...best.keys()].filter((column) => misfitting.has(column) || isEmpty(counts.get(column)));
  const second = await countForms({
    sql,
    from: source.from,
    candidates: new Map(wrong.map((column) => [column, fittingForms(counts.get(column))])),
    signal,
  });
  for (const column of wrong) best.set(column, bestForm(second.get(column)));
  return best;
}

/** Without the forms whose type the file itself rules out. */
function allowed({ types }: SourceColumn, counts: readonly FormCount[] = []): readonly FormCount[] {
  if (types === undefined) return counts;
  return counts.filter(({ form }) => form.type === 'text' || types.includes(form.type));
}

function bestForm(counts: readonly FormCount[] = []): CellForm {
  return counts.find(({ misfits, shown }) => misfits === 0 && shown > 0)?.form ?? plainText;
}

function fittingForms(counts: readonly FormCount[] = []): CellForm[] {
  return counts.filter(({ misfits }) => misfits === 0).map(({ form }) => form);
}

function isEmpty(counts: readonly FormCount[] = []): boolean {
  return counts.every(({ shown }) => shown === 0);
}
