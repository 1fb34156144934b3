import { recipeSpec } from '../../../core/contract/experiment.ts';
import type { SplitChecks } from '../../../core/contract/split-check.ts';
import { invariant } from '../../../core/errors.ts';
import { columnFacts } from '../../../core/profile/column-facts.ts';
import { columnValues } from '../../../core/profile/column-values.ts';
import { createPause } from '../../../core/profile/pause.ts';
import { checkSplit } from '../../../core/split/checks/check-split.ts';
import type { SplitCheck } from '../../../core/split/checks/split-check.ts';
import { readLabels } from '../../../core/split/labels.ts';
import type { PlantedSplit } from './split.ts';
import { withLoaded } from './with-loaded.ts';

/** What these checks say of a table and its parts. */
export async function checkPlantedSplit(
  { table: planted, parts, roles }: PlantedSplit,
  checks: readonly SplitCheck[],
): Promise<SplitChecks> {
  const target = { column: planted.target ?? '' };
  return withLoaded([planted], async ({ sql, tables: [table] }) => {
    invariant(table !== undefined, 'the table was loaded');
    const values = columnValues({ sql, table });
    return checkSplit({
      sql,
      table,
      columns: await columnFacts({ sql, table, values, pause: createPause({}) }),
      target,
      recipe: recipeSpec.parse({ roles }),
      labels: await readLabels({ sql, table, target }),
      parts,
      checks,
      now: () => performance.now(),
    });
  });
}
