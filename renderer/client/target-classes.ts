import { useQuery } from '@tanstack/react-query';
import type { ExperimentSpec } from '../../core/contract/experiment.ts';
import type { ColumnStatistics } from '../../core/contract/profile.ts';
import { countedClasses, type TargetClasses } from './counted-classes.ts';
import { queries } from './queries.ts';

/**
 * The classes of the draft's target: from its column's statistics where these list them all, else as the engine counts
 * them. While the statistics are on their way (`isCounting`) the engine is not asked.
 */
export function useTargetClasses(
  spec: ExperimentSpec,
  { statistics, isCounting }: { statistics: ColumnStatistics | null; isCounting: boolean },
): TargetClasses | null {
  const hasMarked = (spec.recipe.missing[spec.target.column]?.length ?? 0) > 0;
  const counted = statistics && !hasMarked ? countedClasses(statistics) : null;
  const { data } = useQuery({
    ...queries.split({ ...spec, target: { column: spec.target.column } }),
    enabled: counted === null && !(isCounting && statistics === null),
  });
  if (counted || !data) return counted;
  const { classNames, positiveIndex } = data;
  return {
    names: [...classNames].sort(),
    rarer: positiveIndex === null ? null : (classNames[positiveIndex] ?? null),
  };
}
