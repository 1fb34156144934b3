import type { ExperimentSpec } from '../../../core/contract/experiment.ts';
import type { ColumnStatistics } from '../../../core/contract/profile.ts';
import type { ColumnRole } from '../../../core/contract/recipe-step.ts';
import { removeFixFromSpec } from '../../client/apply-fix.ts';

/** A column that is no feature. */
export interface LeftOutColumn {
  readonly name: string;
  readonly reason: string;
  /** Whether the recipe leaves it out, which can be changed; else it has nothing to learn from. */
  readonly isChoice: boolean;
}

const roleReasons: Readonly<Record<ColumnRole, string>> = {
  id: 'it names rows (role identifier)',
  group: 'it names what several rows belong to (role group)',
  time: 'it says when a row came about (role time)',
  protected: 'it describes a protected group of people (role protected)',
  ignore: 'it is to be ignored (role ignored)',
};

/**
 * The columns that are no features, in the order of the data: those that the recipe drops, those with a role, and those
 * without a single value where that is known. `reasonOf` gives the proposal's reason for dropping a column.
 */
export function leftOutColumns(options: {
  spec: ExperimentSpec;
  names: readonly string[];
  statistics: readonly ColumnStatistics[];
  reasonOf: (name: string) => string | undefined;
}): LeftOutColumn[] {
  const { spec, names, statistics, reasonOf } = options;
  const { drop, roles } = spec.recipe;
  const empty = new Set(statistics.filter(({ count }) => count === 0).map(({ column }) => column.name));
  const chosen = new Set([...drop, ...Object.keys(roles)]);
  const inOrder = [...new Set([...names.filter((name) => chosen.has(name) || empty.has(name)), ...chosen])];
  return inOrder
    .filter((name) => name !== spec.target.column)
    .map((name) => {
      const role = Object.hasOwn(roles, name) ? roles[name] : undefined;
      const reasons = [
        ...(role === undefined ? [] : [roleReasons[role]]),
        ...(drop.includes(name) ? [reasonOf(name) ?? 'left out by hand'] : []),
        ...(empty.has(name) ? ['no cell of it has a value'] : []),
      ];
      return { name, reason: reasons.join('; '), isChoice: chosen.has(name) };
    });
}

/** The experiment with this column as a feature: neither dropped nor with a role, which the split may have gone by. */
export function asFeature(spec: ExperimentSpec, column: string): ExperimentSpec {
  const { recipe } = spec;
  const kept = { ...spec, recipe: { ...recipe, drop: recipe.drop.filter((name) => name !== column) } };
  const role = Object.hasOwn(recipe.roles, column) ? recipe.roles[column] : undefined;
  return role === undefined ? kept : removeFixFromSpec(kept, { kind: 'role', label: '', column, role });
}
