import type { Sql } from '../shared/sql.ts';
import type { CellForm } from './cell-form.ts';
import type { FormCount } from './count-forms.ts';
import type { SourceColumn } from './source-table.ts';

/**
 * Counts misfits and evidence of every form in every column over the first rows. The cells of all columns are put
 * into one, so that the statement is as short for a thousand columns as for one.
 */
export async function sampleForms(options: {
  sql: Sql;
  from: string;
  columns: readonly SourceColumn[];
  forms: readonly CellForm[];
  rowLimit: number;
  signal?: AbortSignal;
}): Promise<{ rowCount: number; counts: Map<SourceColumn, FormCount[]> }> {
  const { sql, from, columns, forms, rowLimit, signal } = options;
  if (columns.length === 0) return { rowCount: 0, counts: new Map() };
  const terms = forms.flatMap(({ fits, shows }) => [
    `count(*) FILTER (WHERE cell IS NOT NULL AND NOT (${fits('cell')}))`,
    `count(*) FILTER (WHERE cell IS NOT NULL AND (${shows('cell')}))`,
  ]);
  const cells = columns.map((column) => column.text).join(', ');
  const results = await sql.numbers(
    `SELECT place, count(*), ${terms.join(', ')}
     FROM (SELECT unnest(range(${columns.length})) AS place, unnest([${cells}]) AS cell
           FROM (SELECT * FROM ${from} LIMIT ${rowLimit}))
     GROUP BY place ORDER BY place`,
    [],
    signal,
  );
  const [, rowCounts] = results;
  const counts = columns.map((column, place): [SourceColumn, FormCount[]] => [
    column,
    forms.map((form, i) => ({
      form,
      misfits: results[2 * i + 2]?.[place] ?? 0,
      shown: results[2 * i + 3]?.[place] ?? 0,
    })),
  ]);
  return { rowCount: rowCounts?.[0] ?? 0, counts: new Map(counts) };
}
