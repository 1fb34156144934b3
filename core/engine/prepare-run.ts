import type { ExperimentSpec, SplitSummary } from '../contract/experiment.ts';
import { applyRecipe } from '../recipe/apply.ts';
import { fitRecipe } from '../recipe/fit.ts';
import { prepareTarget } from '../recipe/fit-steps.ts';
import type { FittedRecipe } from '../recipe/fitted.ts';
import { filteredRows } from '../recipe/row-filter.ts';
import type { Sql } from '../shared/sql.ts';
import type { Table } from '../shared/table.ts';
import { duplicateRows } from '../split/duplicates.ts';
import { type Labels, readLabels } from '../split/labels.ts';
import { PART, partRows, planSplit, type SplitPlan } from '../split/plan.ts';
import { readRowKeys } from '../split/row-keys.ts';
import { summariseSplit } from '../split/summary.ts';
import { makeTrainingData, type TrainingData } from '../train/data.ts';

export interface PreparedSplit {
  readonly labels: Labels;
  readonly plan: SplitPlan;
  readonly summary: SplitSummary;
  /** 1 for rows that the recipe leaves out, as duplicates or by a condition. */
  readonly left: Uint8Array;
}

type SplitInput = Pick<ExperimentSpec, 'target' | 'split' | 'recipe' | 'seed'>;

/** Labels of the rows and the part of each, by the experiment's target, recipe, split and seed. */
export async function prepareSplit(options: {
  sql: Sql;
  table: Table;
  spec: SplitInput;
  /** The project's salt, for recipes that hash. */
  salt: string;
  signal?: AbortSignal;
}): Promise<PreparedSplit> {
  const { sql, table, spec, salt, signal } = options;
  const { recipe } = spec;
  const prepared = prepareTarget({ table, recipe, target: spec.target.column, salt });
  const missing = prepared === table ? recipe.missing[spec.target.column] : undefined;
  const labels = await readLabels({ sql, table: prepared, target: spec.target, missing, signal });
  const duplicates = recipe.dropDuplicateRows ? await duplicateRows({ sql, table, signal }) : undefined;
  const filtered =
    recipe.dropRows.length > 0 ? await filteredRows({ sql, table, recipe, signal }) : undefined;
  const left = new Uint8Array(table.rowCount).map((_, row) => (duplicates?.[row] || filtered?.[row] ? 1 : 0));
  const { split } = spec;
  const keys = await readRowKeys({ sql, table, split, recipe, salt, signal });
  const plan = planSplit({ labels, spec: split, seed: spec.seed, excluded: left, keys });
  return { labels, plan, summary: summariseSplit({ labels, plan, spec: split, duplicates, filtered }), left };
}

export interface PreparedRun extends PreparedSplit {
  readonly recipe: FittedRecipe;
  readonly data: TrainingData;
  readonly featureNames: readonly string[];
  /** 0-based row indices, in file order. */
  readonly validationRows: Uint32Array;
  readonly testRows: Uint32Array;
}

/** Everything that learners are fitted on: the split, the recipe fitted on its training part, and the features. */
export async function prepareRun(options: {
  sql: Sql;
  table: Table;
  spec: ExperimentSpec;
  salt: string;
  signal?: AbortSignal;
}): Promise<PreparedRun> {
  const { sql, table, spec, salt, signal } = options;
  const split = await prepareSplit(options);
  const { labels, plan } = split;
  const recipe = await fitRecipe({
    sql,
    table,
    target: spec.target.column,
    recipe: spec.recipe,
    parts: plan.parts,
    salt,
    signal,
  });
  const matrix = await applyRecipe({ sql, table, fitted: recipe, salt, signal });
  const { codes, classNames, positiveIndex } = labels;
  return {
    ...split,
    recipe,
    data: makeTrainingData({ matrix, codes, classNames, positiveIndex, parts: plan.parts }),
    featureNames: matrix.featureNames,
    validationRows: partRows(plan.parts, PART.validation),
    testRows: partRows(plan.parts, PART.test),
  };
}
