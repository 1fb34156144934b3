import { isNoFeature } from '../contract/apply-fix.ts';
import type { RecipeSpec } from '../contract/experiment.ts';
import type { ExportGate } from '../contract/export-gate.ts';
import type { Profile } from '../contract/profile.ts';

/**
 * Columns with personal data, one finding each: those that a `pii.` check found with severity warning or error.
 * What is learnt from a column (levels, names of features) is clear when the recipe drops or masks it. With
 * `includesData` the rows themselves go out as they were loaded, which no recipe changes, so every finding counts.
 * The target is no feature, but its values are class names: it is treated only where it is masked. Pure.
 */
export function exportGate(options: {
  profile: Pick<Profile, 'issues' | 'target'>;
  recipe: Recipe;
  includesData?: boolean;
}): ExportGate {
  const { profile, recipe, includesData = false } = options;
  const target = profile.target?.column;
  const findings = new Map<string, ExportGate['findings'][number]>();
  for (const { detector, severity, columns, title } of profile.issues) {
    if (!detector.startsWith('pii.') || severity === 'note') continue;
    for (const column of columns) {
      if (findings.has(column)) continue;
      const treatment = treatmentOf(column, { recipe, isTarget: column === target });
      findings.set(column, { column, detector, severity, title, treatment });
    }
  }
  const all = [...findings.values()];
  const isClear = includesData ? all.length === 0 : all.every(({ treatment }) => treatment !== 'none');
  return { isClear, findings: all };
}

type Recipe = Pick<RecipeSpec, 'drop' | 'roles' | 'steps'>;

function treatmentOf(
  column: string,
  { recipe, isTarget }: { recipe: Recipe; isTarget: boolean },
): ExportGate['findings'][number]['treatment'] {
  if (!isTarget && isNoFeature(recipe, column)) return 'dropped';
  return recipe.steps.some((step) => step.kind === 'mask' && step.column === column) ? 'masked' : 'none';
}
