import { isNoFeature } from '../contract/apply-fix.ts';
import type { Column } from '../contract/dataset.ts';
import type { RecipeSpec } from '../contract/experiment.ts';
import { CoreError, invariant } from '../errors.ts';
import type { Sql } from '../shared/sql.ts';
import type { Table } from '../shared/table.ts';
import { batches } from './apply.ts';
import { booleanCell, type Expression, numberCell, textCell, timeCells } from './cells.ts';
import { countLevels } from './count-levels.ts';
import { refuseUnknownColumns } from './find-column.ts';
import { fitCategory } from './fit-category.ts';
import { fitNumber } from './fit-number.ts';
import { cellSteps, fitSteps } from './fit-steps.ts';
import type { FittedColumn, FittedRecipe } from './fitted.ts';
import { layoutFeatures } from './layout.ts';

interface FitOptions {
  sql: Sql;
  table: Table;
  /** Name of the column to predict: never a feature. */
  target: string;
  recipe: RecipeSpec;
  /** Part of every row in file order, as planSplit() gives it: 0 is training. Other rows are not looked at. */
  parts: Uint8Array;
  /** The project's salt; recipes that hash need it. */
  salt?: string;
  signal?: AbortSignal;
}

type Marked = readonly (string | number)[];

/**
 * Learns the recipe from the training rows. Sums run in row order, so equal input gives equal bytes.
 * Throws COLUMN_UNKNOWN for a name in the recipe that is no column, SPEC_INVALID for a step that does not fit its
 * column's type, FEATURES_NONE when nothing is left.
 */
export async function fitRecipe(given: FitOptions): Promise<FittedRecipe> {
  const { target, recipe, parts } = given;
  invariant(parts.length === given.table.rowCount, `${parts.length} parts for ${given.table.rowCount} rows`);
  refuseUnknownColumns(given.table, recipe);
  const names = given.table.columns.map(({ name }) => name);
  const used = names.filter((name) => name !== target && !isNoFeature(recipe, name));
  const left = names.length - 1 - used.length;
  if (used.length === 0) throw noFeatures('Every column but the target is left out', left);
  const { steps, table } = await fitSteps({ ...given, only: used });
  const options = { ...given, table, recipe: withoutMarks(recipe) };
  const features = table.columns.filter(({ name }) => used.includes(name));
  const fitted = new Map<number, FittedColumn>();
  await fitTexts(
    options,
    features.filter((column) => column.type === 'text'),
    fitted,
  );
  for (const batch of batches(
    features.filter((column) => column.type !== 'text'),
    table.rowCount * 3,
  )) {
    await fitNumbers(options, batch, fitted);
  }
  const columns = features.flatMap(({ index }) => fitted.get(index) ?? []).map((one) => marked(one, recipe));
  if (columns.length === 0) throw noFeatures('No column has a value in the training rows', left);
  return {
    format: 'assay-recipe',
    formatVersion: 1,
    steps,
    columns,
    empty: features.filter(({ index }) => !fitted.has(index)).map(({ name }) => name),
    featureNames: layoutFeatures(columns).featureNames,
  };
}

/** The recipe without marks in columns whose steps have made them missing already. */
function withoutMarks(recipe: RecipeSpec): RecipeSpec {
  const entries = Object.entries(recipe.missing).filter(([name]) => cellSteps(recipe, name).length === 0);
  return { ...recipe, missing: Object.fromEntries(entries) };
}

/** The column with an indicator of missing cells where the recipe asks for one. */
function marked(fitted: FittedColumn, recipe: RecipeSpec): FittedColumn {
  const isAsked = recipe.steps.some(
    ({ kind, column }) => kind === 'missing-indicator' && column === fitted.column,
  );
  if (!isAsked) return fitted;
  return fitted.kind === 'category' ? { ...fitted, missingAs: 'own' } : { ...fitted, hasIndicator: true };
}

async function fitNumbers(
  options: FitOptions,
  columns: readonly Column[],
  fitted: Map<number, FittedColumn>,
): Promise<void> {
  const { sql, table, parts, signal } = options;
  const cells = columns.flatMap((column) => cellsOf(column, markedFor(options.recipe, column)));
  const list = cells.map((cell) => cell.sql).join(', ');
  const values = cells.flatMap((cell) => cell.values);
  const read = await sql.numbers(`SELECT ${list} FROM ${table.from}`, values, signal);
  let next = 0;
  const take = () => (read[next++] ?? new Float64Array()).filter((_, row) => parts[row] === 0);
  for (const column of columns) {
    const one =
      column.type === 'boolean' ? fitBoolean(options, column, take()) : fitOne(options, column, take);
    if (one) fitted.set(column.index, one);
  }
}

function cellsOf(column: Column, marked: Marked): Expression[] {
  if (column.type === 'boolean') return [booleanCell(column, marked.map(String))];
  if (column.type === 'date' || column.type === 'timestamp') {
    const { days, month, weekday } = timeCells(column, marked.map(String));
    return [days, month, weekday];
  }
  return [numberCell(column, asNumbers(marked))];
}

function fitOne(options: FitOptions, column: Column, take: () => Float64Array): FittedColumn | null {
  const { recipe } = options;
  const marked = markedFor(recipe, column);
  const about = { column: column.name, sql: column.sql };
  const isTime = column.type === 'date' || column.type === 'timestamp';
  const steps = fitNumber(take(), { impute: recipe.impute.number, scale: recipe.scale });
  const [months, weekdays] = isTime ? [distinct(take()), distinct(take())] : [[], []];
  if (!steps) return null;
  return isTime
    ? { kind: 'time', ...about, missing: marked.map(String), ...steps, months, weekdays }
    : { kind: 'number', ...about, missing: asNumbers(marked), ...steps };
}

function fitBoolean(options: FitOptions, column: Column, cells: Float64Array): FittedColumn | null {
  const ones = cells.filter((value) => value === 1).length;
  const zeros = cells.filter((value) => value === 0).length;
  if (ones + zeros === 0) return null;
  return {
    kind: 'boolean',
    column: column.name,
    sql: column.sql,
    missing: markedFor(options.recipe, column).map(String),
    impute: ones > zeros ? 1 : 0,
    hasIndicator: ones + zeros < cells.length,
  };
}

async function fitTexts(
  options: FitOptions,
  columns: readonly Column[],
  fitted: Map<number, FittedColumn>,
): Promise<void> {
  if (columns.length === 0) return;
  const { sql, table, recipe, parts, signal } = options;
  const cells = columns.map((column) => textCell(column, markedFor(recipe, column).map(String)));
  const most = recipe.maxLevels;
  const counted = await countLevels({ sql, table, columns, cells, parts, most, signal });
  for (const [i, column] of columns.entries()) {
    const levels = counted[i];
    const steps = levels && fitCategory(levels, recipe.impute.category);
    const marked = markedFor(recipe, column).map(String);
    if (steps) {
      fitted.set(column.index, {
        kind: 'category',
        column: column.name,
        sql: column.sql,
        missing: marked,
        ...steps,
      });
    }
  }
}

function markedFor(recipe: RecipeSpec, column: Column): Marked {
  return Object.hasOwn(recipe.missing, column.name) ? (recipe.missing[column.name] ?? []) : [];
}

function asNumbers(marked: Marked): number[] {
  return marked
    .filter((value) => String(value).trim() !== '')
    .map(Number)
    .filter(Number.isFinite);
}

function distinct(values: Float64Array): number[] {
  return [...new Set(values.filter((value) => !Number.isNaN(value)))].sort((a, b) => a - b);
}

function noFeatures(why: string, dropped: number): CoreError {
  return new CoreError('FEATURES_NONE', `${why}, so there is nothing to learn from; drop fewer columns.`, {
    details: { dropped },
  });
}
