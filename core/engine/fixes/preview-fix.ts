import { applyFix, isApplied, isNoFeature } from '../../contract/apply-fix.ts';
import type { RecipeSpec } from '../../contract/experiment.ts';
import type { Fix } from '../../contract/fix.ts';
import type { FixPreview, FixPreviewRequest } from '../../contract/fix-effect.ts';
import { CoreError } from '../../errors.ts';
import { compareCells } from '../../recipe/compare-cells.ts';
import { compareLevels } from '../../recipe/compare-levels.ts';
import { refuseUnknownColumns } from '../../recipe/find-column.ts';
import { fitRecipe } from '../../recipe/fit.ts';
import type { FittedRecipe } from '../../recipe/fitted.ts';
import type { Sql } from '../../shared/sql.ts';
import type { Table } from '../../shared/table.ts';
import { prepareSplit } from '../prepare-run.ts';
import { partsChangedBy } from './parts-changed.ts';

interface PreviewOptions {
  readonly sql: Sql;
  readonly table: Table;
  readonly request: FixPreviewRequest;
  readonly salt: string;
  readonly signal?: AbortSignal;
}

type Effect = Partial<Omit<FixPreview, 'columnsRemoved'>>;

/**
 * What taking the fix would change, counted over all rows; nothing is stored. Steps that learn from training rows
 * learn from those of the request's split. A role that rows are parted by changes
 * the split: both are planned. What would make the experiment impossible stands in the warnings.
 * Throws COLUMN_UNKNOWN and SPEC_INVALID as `fitRecipe` does.
 */
export async function previewFix(options: PreviewOptions): Promise<FixPreview> {
  const { table, request } = options;
  const { recipe, fix, target } = request;
  const after = applyFix(recipe, fix);
  refuseUnknownColumns(table, after);
  const names = table.columns.map(({ name }) => name).filter((name) => name !== target.column);
  const features = (each: RecipeSpec) => names.filter((name) => !isNoFeature(each, name));
  const left = new Set(features(after));
  const effect = await effectOf(options, after);
  const { removed, removedFromTest, split, obstacle } = await partsChangedBy(options);
  const warnings = [
    ...(isApplied(recipe, fix) ? ['The recipe has this fix already.'] : []),
    ...(left.size === 0 ? ['No column would be left to learn from.'] : []),
    ...obstacle,
    ...(isPicked(fix) && removedFromTest > 0 ? [pickedFromTest(removedFromTest)] : []),
    ...(effect.warnings ?? []),
  ];
  return {
    rowsTouched: Math.max(effect.rowsTouched ?? 0, removed.length),
    cellsTouched: effect.cellsTouched ?? 0,
    rowsRemoved: removed.length,
    removedRows: removed.slice(0, 50),
    split,
    examples: effect.examples ?? [],
    columnsRemoved: features(recipe).filter((name) => !left.has(name)),
    columnsAdded: effect.columnsAdded ?? [],
    warnings,
  };
}

async function effectOf(options: PreviewOptions, after: RecipeSpec): Promise<Effect> {
  const { fix } = options.request;
  switch (fix.kind) {
    case 'drop-columns':
    case 'role':
    case 'drop-rows':
    case 'drop-duplicate-rows':
      return {};
    case 'limit-levels':
      return levelEffect(options, after);
    case 'missing-indicator':
      return indicatorEffect(options, after, fix.column);
    case 'mask':
      return fix.mask.method === 'drop' ? {} : cellEffect(options, after, fix);
    default:
      return cellEffect(options, after, fix);
  }
}

async function cellEffect(
  options: PreviewOptions,
  after: RecipeSpec,
  fix: Extract<Fix, { column: string }>,
): Promise<Effect> {
  const { request } = options;
  const { column } = fix;
  const parts = learns(request.recipe, column) || learns(after, column) ? await trainingParts(options) : null;
  const { changed, lost, lostTexts, examples } = await compareCells({
    ...options,
    column,
    before: request.recipe,
    after,
    parts: parts ?? new Uint8Array(options.table.rowCount),
  });
  const cells = lost === 1 ? '1 cell' : `${lost} cells`;
  const texts = lostTexts.map((text) => `"${text}"`).join(', ');
  return {
    rowsTouched: changed,
    cellsTouched: changed,
    examples: examples.map((example) => ({ ...example, column })),
    warnings: [
      ...(lost > 0 && fix.kind !== 'mark-missing'
        ? [`${cells} cannot be kept and ${lost === 1 ? 'becomes' : 'become'} missing: ${texts}.`]
        : []),
      ...(changed === 0 ? [`No cell of ${column} would change.`] : []),
      ...(isNoFeature(after, column) && column !== request.target.column
        ? [`${column} is no feature in this recipe, so what is learnt stays the same.`]
        : []),
    ],
  };
}

function learns(recipe: RecipeSpec, column: string): boolean {
  return recipe.steps.some(
    (step) => step.column === column && (step.kind === 'clip' || step.kind === 'log1p'),
  );
}

async function trainingParts(options: PreviewOptions): Promise<Uint8Array> {
  return (await prepareSplit({ ...options, spec: options.request })).plan.parts;
}

async function levelEffect(options: PreviewOptions, after: RecipeSpec): Promise<Effect> {
  const { table, request } = options;
  const names = table.columns.filter(({ type }) => type === 'text').map(({ name }) => name);
  const fitted = await fitOn(options, request.recipe, names);
  const { maxLevels } = after;
  const changes = fitted ? await compareLevels({ ...options, fitted, maxLevels }) : null;
  if (!changes || changes.cells === 0) return { warnings: [`No column has more than ${maxLevels} levels.`] };
  return {
    rowsTouched: changes.rows,
    cellsTouched: changes.cells,
    examples: changes.examples.map((example) => ({ ...example, after: '(other)' })),
  };
}

async function indicatorEffect(options: PreviewOptions, after: RecipeSpec, name: string): Promise<Effect> {
  const known = (await fitOn(options, options.request.recipe, [name]))?.featureNames ?? [];
  const next = (await fitOn(options, after, [name]))?.featureNames;
  if (!next) return { warnings: [`${name} is no feature in this recipe.`] };
  const columnsAdded = next.filter((feature) => !known.includes(feature));
  const warnings = columnsAdded.length === 0 ? [`Where ${name} is missing is a feature already.`] : [];
  return { columnsAdded, warnings };
}

/** The recipe fitted on these columns alone; null when none of them is a feature with a value. */
async function fitOn(
  options: PreviewOptions,
  recipe: RecipeSpec,
  names: readonly string[],
): Promise<FittedRecipe | null> {
  const target = options.request.target.column;
  const isFeature = (name: string) => name !== target && !isNoFeature(recipe, name);
  const wanted = new Set(names.filter(isFeature));
  const others = options.table.columns.map(({ name }) => name).filter((name) => !wanted.has(name));
  if (wanted.size === 0) return null;
  try {
    const only = { ...recipe, drop: others, roles: {} };
    return await fitRecipe({ ...options, target, recipe: only, parts: await trainingParts(options) });
  } catch (error) {
    if (error instanceof CoreError && error.code === 'FEATURES_NONE') return null;
    throw error;
  }
}

function isPicked(fix: Fix): boolean {
  return fix.kind === 'drop-rows' && fix.where.kind === 'rows';
}

function pickedFromTest(count: number): string {
  return `${count === 1 ? '1 of them is a test row' : `${count} of them are test rows`}: the test says nothing about such rows any more.`;
}
