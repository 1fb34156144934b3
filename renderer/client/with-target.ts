import type { ExperimentSpec } from '../../core/contract/experiment.ts';
import type { TargetSpec } from '../../core/contract/profile.ts';

/** The experiment with another target. The target itself is never dropped, marked as missing or given a role. */
export function withTarget(spec: ExperimentSpec, target: TargetSpec): ExperimentSpec {
  const { [target.column]: _, ...missing } = spec.recipe.missing;
  const { [target.column]: __, ...roles } = spec.recipe.roles;
  const drop = spec.recipe.drop.filter((name) => name !== target.column);
  return { ...spec, target, recipe: { ...spec.recipe, drop, missing, roles } };
}
