import type { Column } from '../contract/dataset.ts';
import type { RecipeSpec } from '../contract/experiment.ts';
import { type RecipeStep, stepOrder } from '../contract/recipe-step.ts';
import { assertNever, CoreError, invariant } from '../errors.ts';
import type { Sql } from '../shared/sql.ts';
import { quantileSorted } from '../shared/statistics.ts';
import type { Table } from '../shared/table.ts';
import type { FittedStep } from './fitted-step.ts';
import { prepareTable } from './prepare-table.ts';
import { refuseType, saltMark } from './step-sql.ts';

type CellStep = Exclude<RecipeStep, { kind: 'missing-indicator' }>;
type LearntStep = Extract<CellStep, { kind: 'clip' | 'log1p' }>;

/**
 * Fits the recipe's steps, in the order in which they run, for the columns named in `only` (all by default). Values
 * marked as missing become a step of their own where a column has other steps. Steps that learn look at rows whose
 * part is 0. Returns the steps and the table after them. Columns that are no longer in the table are passed over.
 */
export async function fitSteps(options: {
  sql: Sql;
  table: Table;
  recipe: Pick<RecipeSpec, 'steps' | 'missing'>;
  parts: Uint8Array;
  only?: readonly string[];
  /** Also marks values as missing in the columns of `only` without steps. */
  withMarks?: boolean;
  salt?: string;
  signal?: AbortSignal;
}): Promise<{ steps: FittedStep[]; table: Table }> {
  const { table, recipe, only, salt } = options;
  const fixed: FittedStep[] = [];
  const learnt: { step: LearntStep; column: Column }[] = [];
  for (const column of table.columns) {
    if (only && !only.includes(column.name)) continue;
    const own = cellSteps(recipe, column.name);
    const marked = Object.hasOwn(recipe.missing, column.name) ? (recipe.missing[column.name] ?? []) : [];
    const { name, sql } = column;
    if (marked.length > 0 && (own.length > 0 || options.withMarks)) {
      fixed.push({ kind: 'mark-missing', column: name, sql, values: [...marked] });
    }
    for (const step of own) {
      if (step.kind === 'clip' || step.kind === 'log1p') learnt.push({ step, column });
      else fixed.push(fixedStep(step, column, salt));
    }
  }
  return learnSteps({ ...options, fixed, learnt });
}

/** The steps on the cells of a column, in the order in which they run. */
export function cellSteps(recipe: Pick<RecipeSpec, 'steps'>, column: string): CellStep[] {
  return recipe.steps
    .filter((step): step is CellStep => step.column === column && step.kind !== 'missing-indicator')
    .sort((a, b) => stepOrder.indexOf(a.kind) - stepOrder.indexOf(b.kind));
}

/**
 * The table with marked values missing and the steps that learn nothing made on these columns: what rows are grouped or
 * ordered by. Steps that learn are passed over, since they keep the order of values, and the parts are not known yet.
 */
export function prepareColumns(options: {
  table: Table;
  recipe: Pick<RecipeSpec, 'steps' | 'missing'>;
  names: readonly string[];
  salt?: string;
}): Table {
  const { table, recipe, names, salt } = options;
  const steps = table.columns
    .filter(({ name }) => names.includes(name))
    .flatMap((column) => [
      ...marksOf(recipe, column),
      ...cellSteps(recipe, column.name).flatMap((step) =>
        step.kind === 'clip' || step.kind === 'log1p' ? [] : [fixedStep(step, column, salt)],
      ),
    ]);
  return prepareTable({ table, steps, salt });
}

function marksOf(recipe: Pick<RecipeSpec, 'missing'>, { name, sql }: Column): FittedStep[] {
  const values = Object.hasOwn(recipe.missing, name) ? (recipe.missing[name] ?? []) : [];
  return values.length === 0 ? [] : [{ kind: 'mark-missing', column: name, sql, values: [...values] }];
}

/**
 * The table with only the steps that learn nothing made on one column and its marked values missing: what a target
 * is read from. Throws SPEC_INVALID for a step that learns, since the parts are not known before the target is.
 */
export function prepareTarget(options: {
  table: Table;
  recipe: Pick<RecipeSpec, 'steps' | 'missing'>;
  target: string;
  salt?: string;
}): Table {
  const { table, recipe, target, salt } = options;
  const column = table.columns.find(({ name }) => name === target);
  const own = column ? cellSteps(recipe, target) : [];
  if (!column || own.length === 0) return table;
  const marked = recipe.missing[target] ?? [];
  const steps: FittedStep[] =
    marked.length > 0 ? [{ kind: 'mark-missing', column: target, sql: column.sql, values: [...marked] }] : [];
  for (const step of own) {
    if (step.kind === 'clip' || step.kind === 'log1p') {
      throw new CoreError(
        'SPEC_INVALID',
        `The step "${step.kind}" cannot be made on the target "${target}"; leave it out.`,
        { details: { column: target, step: step.kind } },
      );
    }
    steps.push(fixedStep(step, column, salt));
  }
  return prepareTable({ table, steps, salt });
}

function fixedStep(
  step: Exclude<CellStep, LearntStep>,
  { sql }: Column,
  salt: string | undefined,
): FittedStep {
  if (step.kind !== 'mask') return { ...step, sql };
  const isHash = step.mask.method === 'hash';
  invariant(!isHash || salt !== undefined, 'a hash needs the salt of the project');
  return { ...step, sql, salt: isHash && salt !== undefined ? saltMark(salt) : null };
}

async function learnSteps(options: {
  sql: Sql;
  table: Table;
  parts: Uint8Array;
  fixed: readonly FittedStep[];
  learnt: readonly { step: LearntStep; column: Column }[];
  salt?: string;
  signal?: AbortSignal;
}): Promise<{ steps: FittedStep[]; table: Table }> {
  const { sql, table, parts, learnt, salt, signal } = options;
  const steps = [...options.fixed];
  for (const { step, column } of learnt) {
    const before = prepareTable({ table, steps: steps.filter((each) => each.sql === column.sql), salt });
    const type = before.columns.find((each) => each.sql === column.sql)?.type ?? column.type;
    refuseType(step, type);
    const query = `SELECT CAST(${column.sql} AS DOUBLE) FROM ${before.from}`;
    const [cells = new Float64Array()] = await sql.numbers(query, [], signal);
    const known = cells.filter((value, row) => parts[row] === 0 && Number.isFinite(value));
    if (known.length > 0) steps.push(learn(step, column, known));
  }
  return { steps, table: prepareTable({ table, steps, salt }) };
}

/** Quantiles interpolate linearly; a column of zeros alone has the scale 1. */
function learn(step: LearntStep, { name: column, sql }: Column, known: Float64Array): FittedStep {
  switch (step.kind) {
    case 'clip': {
      const sorted = known.sort();
      const least = quantileSorted(sorted, step.low ?? 0.01);
      const greatest = quantileSorted(sorted, step.high ?? 0.99);
      return { kind: 'clip', column, sql, least, greatest };
    }
    case 'log1p': {
      const sizes = known.map(Math.abs).filter((size) => size > 0);
      const scale = sizes.length === 0 ? 1 : quantileSorted(sizes.sort(), 0.5);
      return { kind: 'log1p', column, sql, scale };
    }
    default:
      return assertNever(step);
  }
}
