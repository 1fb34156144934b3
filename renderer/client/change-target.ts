import type { ExperimentSpec } from '../../core/contract/experiment.ts';
import type { DatasetVersionId } from '../../core/contract/ids.ts';
import type { TargetSpec } from '../../core/contract/profile.ts';
import { client } from './client.ts';
import { queries, queryClient } from './queries.ts';
import { updateDraft } from './use-draft.ts';

/**
 * Makes another column the target. What was left out stays left out, but for the new target itself, and what the
 * checks find unfit for this target is left out as well. Starts a draft where there is none yet.
 */
export async function changeTarget(version: DatasetVersionId, target: TargetSpec): Promise<void> {
  const proposal = await client.experiment.propose({ version, target });
  const { queryKey } = queries.draft(version);
  const known = queryClient.getQueryData(queryKey);
  if (!known) {
    await client.experiment.saveDraft({ spec: proposal.spec });
    await queryClient.invalidateQueries({ queryKey });
    return;
  }
  queryClient.setQueryData(queryKey, { ...known, reasons: proposal.reasons });
  updateDraft(version, `predict ${target.column}`, (before) => {
    const spec = withTarget(before, proposal.spec.target);
    const unfit = proposal.spec.recipe.drop.filter((name) => !spec.recipe.drop.includes(name));
    return { ...spec, recipe: { ...spec.recipe, drop: [...spec.recipe.drop, ...unfit] } };
  });
}

/** The experiment with another target. The target itself is never dropped, marked as missing or given a role. */
function withTarget(spec: ExperimentSpec, target: TargetSpec): ExperimentSpec {
  const { [target.column]: _, ...missing } = spec.recipe.missing;
  const { [target.column]: __, ...roles } = spec.recipe.roles;
  const drop = spec.recipe.drop.filter((name) => name !== target.column);
  return { ...spec, target, recipe: { ...spec.recipe, drop, missing, roles } };
}
