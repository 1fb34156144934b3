import { CoreError } from '../../errors.ts';
import { associationMatrix } from '../../profile/association-matrix.ts';
import { columnValues } from '../../profile/column-values.ts';
import { missingPatterns } from '../../profile/missing-patterns.ts';
import { createPause } from '../../profile/pause.ts';
import { issueEvidence } from '../../profile/report/evidence.ts';
import { profileReport } from '../../profile/report/report.ts';
import { createRng } from '../../shared/rng.ts';
import { getProfile } from '../../store/profiles.ts';
import { getVersion } from '../../store/versions.ts';
import { engineVersion } from '../../version.ts';
import { base } from './base.ts';

/** Sampled rows, where there are any, are the same for everybody. */
const sampleSeed = 1;

export const reportRoutes = {
  report: base.profile.report.handler(async ({ context, input, signal }) => {
    const version = getVersion(context.project, input.version);
    const profile = getProfile(context.project, { ...input, engineVersion });
    if (!profile) {
      throw new CoreError(
        'INPUT_INVALID',
        `${version.name} has not been checked with this target; run the checks, then make the report.`,
      );
    }
    const sql = await context.sql();
    const table = context.table(input.version);
    const associations = await associationMatrix({
      statistics: profile.columns,
      target: input.target?.column ?? null,
      rowCount: table.rowCount,
      values: columnValues({ sql, table, signal }),
      rng: createRng(sampleSeed).derive('associations'),
      pause: createPause({ signal }),
    });
    return profileReport({
      version,
      profile,
      associations,
      missingness: await missingPatterns({ sql, table, signal }),
      evidence: await issueEvidence({ sql, table, issues: profile.issues, signal }),
      engineVersion,
      thresholds: input.thresholds,
      showPersonalData: input.showPersonalData,
    });
  }),
};
