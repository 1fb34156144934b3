import { performance } from 'node:perf_hooks';
import { profileTable } from '../../profile/profile.ts';
import { getProfile, saveProfile } from '../../store/profiles.ts';
import { getVersion } from '../../store/versions.ts';
import { engineVersion } from '../../version.ts';
import { base } from './base.ts';
import { reportRoutes } from './report.ts';
import { viewRoutes } from './views.ts';

/** Folds and samples of the detectors are the same for everybody, so that a profile can be compared. */
const profileSeed = 1;

export const profileRoutes = {
  ...viewRoutes,
  ...reportRoutes,
  get: base.profile.get.handler(({ context, input }) =>
    getProfile(context.project, { ...input, engineVersion }),
  ),
  start: base.profile.start.handler(({ context, input }) => {
    const { project, jobs } = context;
    const { name, loadedAt } = getVersion(project, input.version);
    const job = jobs.start({ kind: 'profile', title: `Check ${name}` }, async ({ signal, report }) => {
      if (!getProfile(project, { ...input, engineVersion })) {
        const profile = await profileTable({
          sql: await context.sql(),
          table: context.table(input.version),
          target: input.target,
          seed: profileSeed,
          now: () => performance.now(),
          asOf: loadedAt,
          threads: context.pool(),
          signal,
          onEvent: report,
          onPart: report,
        });
        saveProfile(project, { profile, engineVersion });
      }
      return { kind: 'profile', version: input.version };
    });
    return { job };
  }),
};
