import type { ColumnType } from '../../core/contract/dataset.ts';
import { recipeSpec } from '../../core/contract/experiment.ts';
import { fitSteps } from '../../core/recipe/fit-steps.ts';
import type { Sql, SqlValue } from '../../core/shared/sql.ts';
import { makeTable } from '../split/make-table.ts';

export const salt = 'a'.repeat(64);

/** The cells of column x after the steps, fitted on the rows whose part is 0. */
export async function cellsAfter(
  sql: Sql,
  options: {
    type: ColumnType;
    cells: readonly SqlValue[];
    steps: readonly object[];
    missing?: readonly (string | number)[];
    parts?: readonly number[];
  },
) {
  const { type, cells, steps, missing = [], parts = cells.map(() => 0) } = options;
  const table = await makeTable(
    sql,
    { x: type },
    cells.map((cell) => [cell]),
  );
  const recipe = recipeSpec.parse({
    steps: steps.map((step) => ({ column: 'x', ...step })),
    missing: { x: missing },
  });
  const fitted = await fitSteps({ sql, table, recipe, parts: Uint8Array.from(parts), salt });
  const rows = await sql.rows(`SELECT c0 FROM ${fitted.table.from} ORDER BY __row`);
  return { cells: rows.map(({ c0 }) => c0), type: fitted.table.columns[0]?.type, steps: fitted.steps };
}
