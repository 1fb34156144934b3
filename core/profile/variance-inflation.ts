import { dot } from './dot.ts';

/**
 * Variance inflation factors from a correlation matrix of `n` rows (row-major, `size` x `size`): the diagonal of its
 * inverse, by Cholesky, adjusted for the rows as R² is: VIF (n - size) / (n - 1) (Belsley, Kuh and Welsch, 1980).
 * Exact dependence gives very large finite values. Changes nothing.
 */
export function inverseOf(correlations: Float64Array, size: number): Float64Array {
  const lower = cholesky(correlations, size);
  const inverse = new Float64Array(size * size);
  const column = new Float64Array(size);
  for (let k = 0; k < size; k++) {
    column.fill(0);
    for (let i = k; i < size; i++) {
      let sum = i === k ? 1 : 0;
      for (let j = k; j < i; j++) sum -= (lower[i * size + j] ?? 0) * (column[j] ?? 0);
      column[i] = sum / (lower[i * size + i] ?? 1);
    }
    // Row k of the inverse's lower factor is kept as column k of `inverse`, below the diagonal.
    for (let i = k; i < size; i++) inverse[k * size + i] = column[i] ?? 0;
  }
  return gram(inverse, size);
}

/** Correlations of standardised columns (mean 0, length 1), row-major. */
export function correlationMatrix(units: readonly Float64Array[]): Float64Array {
  const size = units.length;
  const matrix = new Float64Array(size * size);
  for (let a = 0; a < size; a++) {
    const x = units[a] ?? new Float64Array(0);
    matrix[a * size + a] = 1;
    for (let b = a + 1; b < size; b++) {
      const y = units[b] ?? new Float64Array(0);
      const product = dot(x, y);
      matrix[a * size + b] = product;
      matrix[b * size + a] = product;
    }
  }
  return matrix;
}

/**
 * Positions to give up, the worst first, until no remaining one is inflated beyond `limit`. After each the inverse
 * of what remains follows by one elimination. `scale` adjusts factors for the number of rows.
 */
export function inflatedColumns(options: {
  inverse: Float64Array;
  size: number;
  limit: number;
  scale: (columns: number) => number;
}): number[] {
  const { size, limit, scale } = options;
  const inverse = Float64Array.from(options.inverse);
  const open = new Set(Array.from({ length: size }, (_, i) => i));
  const given: number[] = [];
  for (;;) {
    let worst = -1;
    let factor = limit;
    for (const i of open) {
      const own = (inverse[i * size + i] ?? 0) * scale(open.size);
      if (own > factor) [worst, factor] = [i, own];
    }
    if (worst < 0) return given;
    given.push(worst);
    open.delete(worst);
    const pivot = inverse[worst * size + worst] ?? 1;
    for (const i of open) {
      const weight = (inverse[i * size + worst] ?? 0) / pivot;
      for (const j of open)
        inverse[i * size + j] = (inverse[i * size + j] ?? 0) - weight * (inverse[worst * size + j] ?? 0);
    }
  }
}

/** Lower factor, with a floor under the pivots so that exact dependence stays finite. */
function cholesky(matrix: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j] ?? 0;
      for (let k = 0; k < j; k++) sum -= (lower[i * size + k] ?? 0) * (lower[j * size + k] ?? 0);
      lower[i * size + j] = i === j ? Math.sqrt(Math.max(sum, 1e-9)) : sum / (lower[j * size + j] ?? 1);
    }
  }
  return lower;
}

/** Transposed times itself, from columns of a lower triangle stored row by row. */
function gram(columns: Float64Array, size: number): Float64Array {
  const product = new Float64Array(size * size);
  for (let a = 0; a < size; a++) {
    for (let b = a; b < size; b++) {
      let sum = 0;
      for (let i = b; i < size; i++) sum += (columns[a * size + i] ?? 0) * (columns[b * size + i] ?? 0);
      product[a * size + b] = sum;
      product[b * size + a] = sum;
    }
  }
  return product;
}
