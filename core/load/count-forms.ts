import type { Sql } from '../shared/sql.ts';
import type { CellForm } from './cell-form.ts';
import type { SourceColumn } from './source-table.ts';

/** How many cells of a column are not in a form, and how many speak for it. */
export interface FormCount {
  readonly form: CellForm;
  readonly misfits: number;
  readonly shown: number;
}

/** Counts misfits and evidence for each column and form in one pass over `from`. */
export async function countForms(options: {
  sql: Sql;
  from: string;
  candidates: ReadonlyMap<SourceColumn, readonly CellForm[]>;
  signal?: AbortSignal;
}): Promise<Map<SourceColumn, FormCount[]>> {
  const { sql, from, candidates, signal } = options;
  const counts = new Map<SourceColumn, FormCount[]>([...candidates.keys()].map((column) => [column, []]));
  const asked = [...candidates].flatMap(([column, forms]) => forms.map((form) => ({ column, form })));
  if (asked.length === 0) return counts;
  const terms = asked.flatMap(({ column: { text }, form }) => [misfits(text, form), shown(text, form)]);
  const results = await sql.numbers(`SELECT ${terms.join(', ')} FROM ${from}`, [], signal);
  for (const [i, { column, form }] of asked.entries()) {
    const count = { form, misfits: results[2 * i]?.[0] ?? 0, shown: results[2 * i + 1]?.[0] ?? 0 };
    counts.get(column)?.push(count);
  }
  return counts;
}

/** The columns of which some cell is not in its form, by one pass over `from`. */
export async function findMisfits(options: {
  sql: Sql;
  from: string;
  forms: ReadonlyMap<SourceColumn, CellForm>;
  signal?: AbortSignal;
}): Promise<Set<SourceColumn>> {
  const { sql, from, forms, signal } = options;
  if (forms.size === 0) return new Set();
  const terms = [...forms].map(([{ text }, form]) => misfits(text, form));
  const results = await sql.numbers(`SELECT ${terms.join(', ')} FROM ${from}`, [], signal);
  return new Set([...forms.keys()].filter((_, i) => results[i]?.[0] !== 0));
}

function misfits(cell: string, form: CellForm): string {
  return `count(*) FILTER (WHERE ${cell} IS NOT NULL AND NOT (${form.fits(cell)}))`;
}

function shown(cell: string, form: CellForm): string {
  return `count(*) FILTER (WHERE ${cell} IS NOT NULL AND (${form.shows(cell)}))`;
}
