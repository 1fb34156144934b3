import type { RecipeSpec, SplitSpec } from './experiment.ts';
import type { Fix } from './fix.ts';
import { type RecipeStep, stepOrder } from './recipe-step.ts';

/**
 * The recipe with this fix taken; taking it twice changes nothing. A column has one step of a kind: a second one
 * replaces the first, but spellings to merge are added to those there are.
 */
export function applyFix(recipe: RecipeSpec, fix: Fix): RecipeSpec {
  switch (fix.kind) {
    case 'drop-columns':
      return { ...recipe, drop: union(recipe.drop, fix.columns) };
    case 'mark-missing':
      return {
        ...recipe,
        missing: { ...recipe.missing, [fix.column]: union(recipe.missing[fix.column] ?? [], fix.values) },
      };
    case 'drop-duplicate-rows':
      return { ...recipe, dropDuplicateRows: true };
    case 'limit-levels':
      return { ...recipe, maxLevels: Math.min(recipe.maxLevels, fix.maxLevels) };
    case 'role':
      return { ...recipe, roles: { ...recipe.roles, [fix.column]: fix.role } };
    case 'drop-rows':
      return isApplied(recipe, fix) ? recipe : { ...recipe, dropRows: [...recipe.dropRows, fix.where] };
    default: {
      const step = stepOf(fix);
      if (step === null) return { ...recipe, drop: union(recipe.drop, [fix.column]) };
      return { ...recipe, steps: withStep(recipe.steps, step) };
    }
  }
}

/**
 * The recipe without this fix. A limit of levels that is as low as the fix asks for goes back to the format's default: a
 * recipe does not tell what stood there before, which only undoing brings back. Another limit is not the fix's and stays.
 */
export function removeFix(recipe: RecipeSpec, fix: Fix): RecipeSpec {
  switch (fix.kind) {
    case 'drop-columns':
      return { ...recipe, drop: recipe.drop.filter((name) => !fix.columns.includes(name)) };
    case 'mark-missing': {
      const left = (recipe.missing[fix.column] ?? []).filter((value) => !fix.values.includes(value));
      const missing = without(recipe.missing, fix.column);
      return { ...recipe, missing: left.length > 0 ? { ...missing, [fix.column]: left } : missing };
    }
    case 'drop-duplicate-rows':
      return { ...recipe, dropDuplicateRows: false };
    case 'limit-levels':
      return isApplied(recipe, fix) ? { ...recipe, maxLevels: defaultMaxLevels } : recipe;
    case 'role':
      return recipe.roles[fix.column] === fix.role
        ? { ...recipe, roles: without(recipe.roles, fix.column) }
        : recipe;
    case 'drop-rows':
      return { ...recipe, dropRows: recipe.dropRows.filter((where) => !isSame(where, fix.where)) };
    default: {
      const step = stepOf(fix);
      if (step === null) return { ...recipe, drop: recipe.drop.filter((name) => name !== fix.column) };
      return { ...recipe, steps: withoutStep(recipe.steps, step) };
    }
  }
}

/**
 * The experiment with this fix taken. A column that becomes what rows belong to, or their time, is what the rows are then
 * parted by.
 */
export function applyFixToSpec<S extends Parted>(spec: S, fix: Fix): S {
  const recipe = applyFix(spec.recipe, fix);
  const kind = partedBy(fix);
  return { ...spec, recipe, split: kind === null ? spec.split : { ...spec.split, kind } };
}

/** The experiment without this fix. Where no column is left that the rows were parted by, the split is stratified again. */
export function removeFixFromSpec<S extends Parted>(spec: S, fix: Fix): S {
  const recipe = removeFix(spec.recipe, fix);
  const { split } = spec;
  const isLost =
    split.kind === partedBy(fix) && !Object.values(recipe.roles).some((role) => role === split.kind);
  return { ...spec, recipe, split: isLost ? { ...split, kind: 'stratified' } : split };
}

interface Parted {
  readonly recipe: RecipeSpec;
  readonly split: SplitSpec;
}

function partedBy(fix: Fix): 'group' | 'time' | null {
  return fix.kind === 'role' && (fix.role === 'group' || fix.role === 'time') ? fix.role : null;
}

/** True when the recipe already does what the fix asks for. */
export function isApplied(recipe: RecipeSpec, fix: Fix): boolean {
  switch (fix.kind) {
    case 'drop-columns':
      return fix.columns.every((name) => recipe.drop.includes(name));
    case 'mark-missing':
      return fix.values.every((value) => recipe.missing[fix.column]?.includes(value));
    case 'drop-duplicate-rows':
      return recipe.dropDuplicateRows;
    case 'limit-levels':
      return recipe.maxLevels <= fix.maxLevels;
    case 'role':
      return recipe.roles[fix.column] === fix.role;
    case 'drop-rows':
      return recipe.dropRows.some((where) => isSame(where, fix.where));
    default: {
      const step = stepOf(fix);
      if (step === null) return recipe.drop.includes(fix.column);
      const known = recipe.steps.find((each) => isOnSame(each, step));
      return known !== undefined && isSame(joined(known, step), known);
    }
  }
}

/** True when the column is left out of the features: dropped, or by its role, whichever it is. */
export function isNoFeature(recipe: Pick<RecipeSpec, 'drop' | 'roles'>, column: string): boolean {
  return recipe.drop.includes(column) || Object.hasOwn(recipe.roles, column);
}

/** As in the schema of a recipe. */
const defaultMaxLevels = 30;

type StepFix = Extract<Fix, { column: string }> & { kind: RecipeStep['kind'] };

/** The step that a fix adds; null for a mask that drops its column. */
function stepOf(fix: StepFix): RecipeStep | null {
  const { label: _, ...step } = fix;
  if (step.kind !== 'mask') return step;
  const { mask } = step;
  return mask.method === 'drop' ? null : { ...step, mask };
}

function withStep(steps: readonly RecipeStep[], step: RecipeStep): RecipeStep[] {
  const at = steps.findIndex((each) => isOnSame(each, step));
  if (at >= 0) return steps.map((each, i) => (i === at ? joined(each, step) : each));
  const rank = (each: RecipeStep) => stepOrder.indexOf(each.kind);
  const place = steps.findIndex(
    (each) => rank(each) > rank(step) || (rank(each) === rank(step) && each.column > step.column),
  );
  return place < 0 ? [...steps, step] : [...steps.slice(0, place), step, ...steps.slice(place)];
}

function withoutStep(steps: readonly RecipeStep[], step: RecipeStep): RecipeStep[] {
  return steps.flatMap((each) => {
    if (!isOnSame(each, step)) return [each];
    if (each.kind !== 'merge-spellings' || step.kind !== 'merge-spellings') {
      return isSame(each, step) ? [] : [each];
    }
    const left = Object.entries(each.map).filter(([from, to]) => step.map[from] !== to);
    return left.length === 0 ? [] : [{ ...each, map: Object.fromEntries(left) }];
  });
}

function isOnSame(a: RecipeStep, b: RecipeStep): boolean {
  return a.kind === b.kind && a.column === b.column;
}

/** What stands in the recipe when `step` comes to a column that has `known`. */
function joined(known: RecipeStep, step: RecipeStep): RecipeStep {
  return known.kind === 'merge-spellings' && step.kind === 'merge-spellings'
    ? { ...step, map: { ...known.map, ...step.map } }
    : step;
}

function union<T>(known: readonly T[], added: readonly T[]): T[] {
  return [...known, ...added.filter((item) => !known.includes(item))];
}

function without<T>(record: Readonly<Record<string, T>>, name: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));
}

/** Equal as JSON, whatever the order of keys. */
function isSame(a: unknown, b: unknown): boolean {
  return sorted(a) === sorted(b);
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : member,
  );
}
