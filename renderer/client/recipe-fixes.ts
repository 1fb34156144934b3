import type { RecipeSpec } from '../../core/contract/experiment.ts';
import type { Fix } from '../../core/contract/profile.ts';

const label = '';

/** Everything that a recipe does to columns, cells and rows, each as the fix that would take it back. */
export function fixesOf(recipe: RecipeSpec): Fix[] {
  return [
    ...recipe.drop.map((column): Fix => ({ kind: 'drop-columns', label, columns: [column] })),
    ...Object.entries(recipe.roles).map(([column, role]): Fix => ({ kind: 'role', label, column, role })),
    ...Object.entries(recipe.missing).map(
      ([column, values]): Fix => ({ kind: 'mark-missing', label, column, values }),
    ),
    ...recipe.steps.map((step): Fix => ({ ...step, label })),
    ...(recipe.dropDuplicateRows ? [{ kind: 'drop-duplicate-rows', label } as const] : []),
    ...recipe.dropRows.map((where): Fix => ({ kind: 'drop-rows', label, where })),
    ...(recipe.maxLevels < 30 ? [{ kind: 'limit-levels', label, maxLevels: recipe.maxLevels } as const] : []),
  ];
}
