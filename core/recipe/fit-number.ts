import type { RecipeSpec } from '../contract/experiment.ts';
import type { NumberSteps } from './fitted.ts';

/** What is learnt from the training cells of a numeric column. */
export type FittedNumber = NumberSteps & { readonly infinite: number };

/**
 * Learns imputation and scaling from training cells in row order; NaN is missing, infinities count as missing.
 * The median interpolates between the two middle values. Center and scale are the mean and the population
 * standard deviation after imputation; both are 0 for a constant column, 0 and 1 when `scale` is "none".
 * Null when no cell has a value.
 */
export function fitNumber(
  cells: Float64Array,
  recipe: { impute: RecipeSpec['impute']['number']; scale: RecipeSpec['scale'] },
): FittedNumber | null {
  const known = cells.filter((value) => Number.isFinite(value));
  if (known.length === 0) return null;
  const infinite = cells.reduce((count, value) => count + (Math.abs(value) === Infinity ? 1 : 0), 0);
  const impute = recipe.impute === 'mean' ? meanOf(known) : medianOf(known);
  const hasIndicator = known.length < cells.length;
  if (recipe.scale === 'none') return { impute, center: 0, scale: 1, hasIndicator, infinite };
  const filled = cells.map((value) => (Number.isFinite(value) ? value : impute));
  if (filled.every((value) => value === filled[0])) {
    return { impute, center: 0, scale: 0, hasIndicator, infinite };
  }
  const center = meanOf(filled);
  return { impute, center, scale: deviationOf(filled, center), hasIndicator, infinite };
}

/** Divided by the largest magnitude first, so that sums of huge values stay finite. */
function meanOf(values: Float64Array): number {
  const unit = largest(values);
  return unit === 0 ? 0 : (values.reduce((sum, value) => sum + value / unit, 0) / values.length) * unit;
}

function deviationOf(values: Float64Array, center: number): number {
  const half = values.map((value) => value / 2 - center / 2);
  const unit = largest(half);
  if (unit === 0) return 0;
  const squares = half.reduce((sum, value) => sum + (value / unit) ** 2, 0);
  return Math.min(Number.MAX_VALUE, Math.sqrt(squares / values.length) * unit * 2);
}

function medianOf(values: Float64Array): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (sorted[middle - 1] ?? 0) / 2 + upper / 2;
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
