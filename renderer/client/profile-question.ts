import type { ExperimentSpec } from '../../core/contract/experiment.ts';
import type { TargetSpec, ThresholdOverrides } from '../../core/contract/profile.ts';
import type { Draft } from './use-draft.ts';

/** What the issues of a version are judged by. */
export interface ProfileQuestion {
  readonly target: TargetSpec | null;
  readonly thresholds?: ThresholdOverrides;
}

/** The question of a draft; undefined while the draft is not known, without a target where there is none to be had. */
export function profileQuestion(draft: Pick<Draft, 'spec' | 'failure'>): ProfileQuestion | undefined {
  if (draft.spec) return questionOf(draft.spec);
  return draft.failure ? { target: null } : undefined;
}

/** The question of an experiment. */
export function questionOf({
  target,
  thresholds,
}: Pick<ExperimentSpec, 'target' | 'thresholds'>): ProfileQuestion {
  return thresholds ? { target, thresholds } : { target };
}
