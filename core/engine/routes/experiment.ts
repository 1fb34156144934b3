import type { Proposal } from '../../contract/experiment.ts';
import type { DatasetVersionId } from '../../contract/ids.ts';
import type { TargetSpec } from '../../contract/profile.ts';
import { proposeTarget } from '../../profile/propose-target.ts';
import { getDraft, saveDraft } from '../../store/drafts.ts';
import { getProfile } from '../../store/profiles.ts';
import { getVersion } from '../../store/versions.ts';
import { engineVersion } from '../../version.ts';
import type { EngineContext } from '../context.ts';
import { knownStatistics, statisticsThere } from '../known-statistics.ts';
import { startProfile } from '../profile-work.ts';
import { proposeExperiment } from '../propose-experiment.ts';
import { formatExperiment } from '../read-experiment.ts';
import { base } from './base.ts';

export const experimentRoutes = {
  draft: base.experiment.draft.handler(async ({ context, input, signal }) => {
    const saved = getDraft(context.project, input.version);
    if (!saved) {
      // The columns have to be counted to propose a target: then as the beginning of the profile, which can be watched.
      if (!statisticsThere(context, input.version)) startProfile(context, { ...input, target: undefined });
      return propose(context, { ...input, signal });
    }
    const { reasons } = await propose(context, { version: input.version, target: saved.target, signal });
    return { spec: saved, reasons };
  }),
  propose: base.experiment.propose.handler(({ context, input, signal }) =>
    propose(context, { ...input, signal }),
  ),
  saveDraft: base.experiment.saveDraft.handler(({ context, input }) => {
    getVersion(context.project, input.spec.data.version);
    saveDraft(context.project, input.spec);
    return input.spec;
  }),
  toYaml: base.experiment.toYaml.handler(({ context, input }) =>
    formatExperiment(input.spec, getVersion(context.project, input.spec.data.version).sourcePath),
  ),
};

async function propose(
  context: EngineContext,
  options: { version: DatasetVersionId; target?: TargetSpec; signal?: AbortSignal },
): Promise<Proposal> {
  const { project } = context;
  const statistics = options.target ? [] : await knownStatistics(context, options);
  const target = options.target ?? proposeTarget(statistics)?.target ?? null;
  return proposeExperiment({
    version: getVersion(project, options.version),
    statistics,
    target: options.target ?? null,
    profile: target && getProfile(project, { version: options.version, target, engineVersion }),
  });
}
