import { useQuery } from '@tanstack/react-query';
import type { ExperimentSpec } from '../../core/contract/experiment.ts';
import type { DatasetVersionId } from '../../core/contract/ids.ts';
import { isAnswered } from '../client/apply-fix.ts';
import type { Problems } from '../client/findings.ts';
import { questionOf } from '../client/profile-question.ts';
import { queries } from '../client/queries.ts';

/** The problems of a version with the draft's target and thresholds; null while the data was not examined. */
export function useProblems(version: DatasetVersionId | null, spec: ExperimentSpec | null): Problems | null {
  const { data: profile } = useQuery(queries.profile(version, spec ? questionOf(spec) : undefined));
  if (!profile || !spec) return null;
  const errors = profile.issues.filter(({ severity }) => severity === 'error');
  return {
    total: errors.length,
    open: errors.filter((issue) => !isAnswered(spec.recipe, issue)).length,
  };
}
