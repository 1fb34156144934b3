import type { DatasetVersion } from '../contract/dataset.ts';
import { experimentSpec, type Proposal } from '../contract/experiment.ts';
import type { ColumnStatistics, Profile, TargetSpec } from '../contract/profile.ts';
import { CoreError } from '../errors.ts';
import { proposeDrops } from '../profile/propose-drops.ts';
import { proposeTarget } from '../profile/propose-target.ts';

type Reason = Proposal['reasons'][number];

/**
 * An experiment to start from, with a reason for each choice that is not a plain default. `profile` is the checks'
 * result for the target, if they have run: what they found unfit as a feature is left out.
 * Throws TARGET_MISSING when nothing looks like a target and none is given.
 */
export function proposeExperiment(options: {
  version: DatasetVersion;
  statistics: readonly ColumnStatistics[];
  target: TargetSpec | null;
  profile: Profile | null;
}): Proposal {
  const { version, profile } = options;
  const proposed = options.target ? null : proposeTarget(options.statistics);
  const target = options.target ?? proposed?.target;
  if (!target) {
    throw new CoreError('TARGET_MISSING', `No column of ${version.name} looks like a target; choose one.`);
  }
  const drops = profile ? proposeDrops(profile).filter(({ column }) => column !== target.column) : [];
  const reasons: Reason[] = [
    { part: 'target', text: proposed ? proposed.reason : `${target.column} was chosen.` },
    ...drops.map(
      ({ column, reason }): Reason => ({ part: 'recipe', text: `${column} is left out: ${reason}` }),
    ),
    {
      part: 'split',
      text: 'Every part keeps the shares of the classes; the test part stays sealed until the end.',
    },
    {
      part: 'learners',
      text: 'Four baselines show what the data gives away for free; the network has to beat them.',
    },
  ];
  const spec = experimentSpec.parse({
    assay: 1,
    name: version.name,
    data: { version: version.id },
    target,
    recipe: { drop: drops.map(({ column }) => column) },
  });
  return { spec, reasons };
}
