import type { Cell, ColumnType } from '../contract/dataset.ts';
import type { RecipeSpec } from '../contract/experiment.ts';
import { invariant } from '../errors.ts';
import type { Sql } from '../shared/sql.ts';
import type { Table } from '../shared/table.ts';
import { findColumn } from './find-column.ts';
import { fitSteps } from './fit-steps.ts';
import type { FittedStep } from './fitted-step.ts';
import { prepareTable } from './prepare-table.ts';

/** How two recipes differ in the cells of one column, marks and steps made, before imputation. Exact counts. */
export interface CellChanges {
  readonly changed: number;
  /** Cells that have a value under the first recipe and none under the second. */
  readonly lost: number;
  /** Up to three different ones of them, as texts, the most frequent first. */
  readonly lostTexts: readonly string[];
  /** Up to 50 changed cells in row order. */
  readonly examples: readonly { row: number; before: Cell; after: Cell }[];
}

/**
 * Compares the cells of a column under two recipes. A text that reads as the value it becomes is not changed: "12"
 * cast to 12. Steps that learn look at rows whose part is 0. Errors as in `fitRecipe`.
 */
export async function compareCells(options: {
  sql: Sql;
  table: Table;
  column: string;
  before: RecipeSpec;
  after: RecipeSpec;
  parts: Uint8Array;
  salt?: string;
  signal?: AbortSignal;
}): Promise<CellChanges> {
  const { sql, table, column, parts, salt, signal } = options;
  const source = findColumn(table, column);
  const stepsOf = async (recipe: RecipeSpec, name: string): Promise<FittedStep[]> => {
    const fit = { sql, table, recipe, parts, only: [column], withMarks: true, salt, signal };
    return (await fitSteps(fit)).steps.map((step) => ({ ...step, sql: name }));
  };
  const pair = prepareTable({
    table: {
      ...table,
      path: undefined,
      from: `(SELECT ${source.sql} AS c0, ${source.sql} AS c1, __row FROM ${table.from})`,
      columns: ['c0', 'c1'].map((name, index) => ({ ...source, index, sql: name })),
    },
    steps: [...(await stepsOf(options.before, 'c0')), ...(await stepsOf(options.after, 'c1'))],
    salt,
  });
  const [a, b] = pair.columns;
  invariant(a && b, 'a pair has two columns');
  const changed = changedSql(a.type, b.type);
  const lost = `(NOT ${missingSql('c0', a.type)} AND ${missingSql('c1', b.type)})`;
  const [counts] = await sql.numbers(
    `SELECT unnest([count(*) FILTER (WHERE ${changed}), count(*) FILTER (WHERE ${lost})]) FROM ${pair.from}`,
    [],
    signal,
  );
  const texts = await sql.rows(
    `SELECT CAST(c0 AS VARCHAR) AS cell, count(*) AS n FROM ${pair.from} WHERE ${lost}
     GROUP BY 1 ORDER BY n DESC, cell LIMIT 3`,
    [],
    signal,
  );
  const examples = await sql.rows(
    `SELECT __row AS r, c0 AS b, c1 AS a FROM ${pair.from} WHERE ${changed} ORDER BY __row LIMIT 50`,
    [],
    signal,
  );
  return {
    changed: counts?.[0] ?? 0,
    lost: counts?.[1] ?? 0,
    lostTexts: texts.map(({ cell }) => String(cell)),
    examples: examples.map(({ r, b: from, a: to }) => ({
      row: Number(r),
      before: from ?? null,
      after: to ?? null,
    })),
  };
}

const sqlTypes: Readonly<Record<ColumnType, string>> = {
  integer: 'BIGINT',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  text: 'VARCHAR',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
};

function changedSql(before: ColumnType, after: ColumnType): string {
  const numeric = ['integer', 'number'];
  if (numeric.includes(before) && numeric.includes(after)) {
    return `${numberSql('c0')} IS DISTINCT FROM ${numberSql('c1')}`;
  }
  if (before === after) return 'c0 IS DISTINCT FROM c1';
  if (before !== 'text') return 'CAST(c0 AS VARCHAR) IS DISTINCT FROM CAST(c1 AS VARCHAR)';
  const type = sqlTypes[after];
  return `((c0 IS NOT NULL AND c1 IS NULL) OR TRY_CAST(trim(c0) AS ${type}) IS DISTINCT FROM c1)`;
}

function numberSql(x: string): string {
  return `CASE WHEN NOT isnan(CAST(${x} AS DOUBLE)) THEN CAST(${x} AS DOUBLE) END`;
}

function missingSql(x: string, type: ColumnType): string {
  return type === 'number' ? `(${x} IS NULL OR isnan(${x}))` : `(${x} IS NULL)`;
}
