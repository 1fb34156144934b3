import { getProfile } from '../../store/profiles.ts';
import { engineVersion } from '../../version.ts';
import { runningProfile, startProfile } from '../profile-work.ts';
import { base } from './base.ts';
import { reportRoutes } from './report.ts';
import { viewRoutes } from './views.ts';

export const profileRoutes = {
  ...viewRoutes,
  ...reportRoutes,
  get: base.profile.get.handler(({ context, input }) =>
    getProfile(context.project, { ...input, engineVersion }),
  ),
  start: base.profile.start.handler(({ context, input }) => ({ job: startProfile(context, input).job })),
  running: base.profile.running.handler(({ context, input }) => ({
    job: runningProfile(context, input.version)?.job ?? null,
  })),
};
