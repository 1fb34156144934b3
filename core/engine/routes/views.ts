import type { DatasetVersionId } from '../../contract/ids.ts';
import type { TargetSpec } from '../../contract/profile.ts';
import { associationMatrix } from '../../profile/association-matrix.ts';
import { columnFacts } from '../../profile/column-facts.ts';
import { columnValues } from '../../profile/column-values.ts';
import { missingPatterns } from '../../profile/missing-patterns.ts';
import { createPause } from '../../profile/pause.ts';
import { targetClasses } from '../../profile/target-classes.ts';
import { targetRates } from '../../profile/target-rates.ts';
import { findColumn } from '../../recipe/find-column.ts';
import { createRng } from '../../shared/rng.ts';
import { getProfile } from '../../store/profiles.ts';
import { engineVersion } from '../../version.ts';
import type { EngineContext } from '../context.ts';
import { knownStatistics } from '../known-statistics.ts';
import { base } from './base.ts';

/** The sampled rows are the same for everybody, so that figures can be compared. */
const sampleSeed = 1;

/** Views of a version beside its profile, computed when asked for. */
export const viewRoutes = {
  targetView: base.profile.targetView.handler(async ({ context, input, signal }) => {
    const sql = await context.sql();
    const table = context.table(input.version);
    const values = columnValues({ sql, table, signal });
    const only = { ...table, columns: [findColumn(table, input.target.column, 'The request')] };
    const pause = createPause({ signal });
    const [facts] = await columnFacts({ sql, table: only, values, pause, signal });
    if (!facts) throw new Error('Invariant broken: a column has facts');
    const target = await targetClasses({ target: input.target, facts, values });
    return targetRates({ column: findColumn(table, input.column, 'The request'), target, values });
  }),
  associations: base.profile.associations.handler(async ({ context, input, signal }) => {
    const sql = await context.sql();
    const table = context.table(input.version);
    return associationMatrix({
      statistics: await statisticsFor(context, { ...input, signal }),
      target: input.target?.column ?? null,
      rowCount: table.rowCount,
      values: columnValues({ sql, table, signal }),
      rng: createRng(sampleSeed).derive('associations'),
      pause: createPause({ signal }),
    });
  }),
  missingness: base.profile.missingness.handler(async ({ context, input, signal }) =>
    missingPatterns({ sql: await context.sql(), table: context.table(input.version), signal }),
  ),
};

/** From the profile with this target when it is there: statistics do not depend on the target. */
async function statisticsFor(
  context: EngineContext,
  options: { version: DatasetVersionId; target: TargetSpec | null; signal?: AbortSignal },
) {
  const { version, target } = options;
  const cached = getProfile(context.project, { version, target, engineVersion });
  return cached?.columns ?? knownStatistics(context, options);
}
