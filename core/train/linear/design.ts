/** Rows and a run of features of a row-major matrix, with a constant 1 as the last feature. */
export interface Design {
  readonly x: Float32Array;
  readonly columnCount: number;
  /** Features `start` to `end - 1` take part. */
  readonly start: number;
  readonly end: number;
  /** 0-based rows that take part, in this order. */
  readonly rows: Uint32Array;
}

/** Weights per output: features, then the constant. */
export function featureCount({ start, end }: Design): number {
  return end - start + 1;
}

/** Rows times weights: `weights` is features x outputs, row-major; the result rows x outputs. Sums in feature order. */
export function multiply(design: Design, weights: Float64Array, outputs: number): Float64Array<ArrayBuffer> {
  const { x, columnCount, start, end, rows } = design;
  const result = new Float64Array(rows.length * outputs);
  const constant = (end - start) * outputs;
  for (let i = 0; i < rows.length; i++) {
    const from = (rows[i] ?? 0) * columnCount;
    const at = i * outputs;
    for (let o = 0; o < outputs; o++) result[at + o] = weights[constant + o] ?? 0;
    for (let f = start, w = 0; f < end; f++, w += outputs) {
      const value = x[from + f] ?? 0;
      if (value === 0) continue;
      for (let o = 0; o < outputs; o++)
        result[at + o] = (result[at + o] ?? 0) + value * (weights[w + o] ?? 0);
    }
  }
  return result;
}

/** Transposed rows times residuals (rows x outputs): features x outputs. With `squared`, features enter squared. */
export function multiplyTransposed(
  design: Design,
  residuals: Float64Array,
  outputs: number,
  squared = false,
): Float64Array<ArrayBuffer> {
  const { x, columnCount, start, end, rows } = design;
  const result = new Float64Array(featureCount(design) * outputs);
  const constant = (end - start) * outputs;
  for (let i = 0; i < rows.length; i++) {
    const from = (rows[i] ?? 0) * columnCount;
    const at = i * outputs;
    for (let f = start, w = 0; f < end; f++, w += outputs) {
      const value = x[from + f] ?? 0;
      if (value === 0) continue;
      const factor = squared ? value * value : value;
      for (let o = 0; o < outputs; o++)
        result[w + o] = (result[w + o] ?? 0) + factor * (residuals[at + o] ?? 0);
    }
    for (let o = 0; o < outputs; o++) {
      result[constant + o] = (result[constant + o] ?? 0) + (residuals[at + o] ?? 0);
    }
  }
  return result;
}
