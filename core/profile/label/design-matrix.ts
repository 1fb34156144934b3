import type { ColumnFacts } from '../column-facts.ts';
import type { SampledColumn } from '../table-sample.ts';

/** Features as a linear model sees them, row by row, with a constant 1 as the last. */
export interface DesignMatrix {
  readonly rowCount: number;
  readonly width: number;
  readonly cells: Float64Array;
}

const mostLevels = 12;
const farthest = 5;

/**
 * Numbers standardised over these rows (missing at the mean, at most 5 deviations out) with an indicator of missing
 * cells where there are some; text as one indicator per frequent level, at most 12. `mostFeatures` bounds the
 * width: numbers go first.
 */
export function designMatrix(options: {
  columns: readonly SampledColumn[];
  rows: Uint32Array;
  mostFeatures: number;
}): DesignMatrix {
  const { columns, rows, mostFeatures } = options;
  const isText = ({ facts }: SampledColumn) => facts.column.type === 'text';
  const features = [
    ...columns.filter((column) => !isText(column)).flatMap((column) => numberFeatures(column, rows)),
    ...columns.filter(isText).flatMap((column) => levelFeatures(column, rows)),
  ].slice(0, mostFeatures);
  const width = features.length + 1;
  const cells = new Float64Array(rows.length * width);
  features.forEach((feature, at) => {
    for (let i = 0; i < rows.length; i++) cells[i * width + at] = feature[i] ?? 0;
  });
  for (let i = 0; i < rows.length; i++) cells[i * width + width - 1] = 1;
  return { rowCount: rows.length, width, cells };
}

/** Whether a column says something that a linear model can learn from. */
export function isFeature({ column, statistics }: ColumnFacts): boolean {
  const { count, distinct, missing } = statistics;
  if (distinct + Math.min(1, missing) < 2) return false;
  return column.type !== 'text' || distinct <= count / 5;
}

function numberFeatures({ numbers }: SampledColumn, rows: Uint32Array): Float64Array[] {
  let [sum, count] = [0, 0];
  for (let i = 0; i < rows.length; i++) {
    const value = numbers[rows[i] ?? 0] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    sum += value;
    count++;
  }
  const mean = sum / Math.max(1, count);
  let squares = 0;
  for (let i = 0; i < rows.length; i++) {
    const value = numbers[rows[i] ?? 0] ?? Number.NaN;
    if (Number.isFinite(value)) squares += (value - mean) ** 2;
  }
  const deviation = Math.sqrt(squares / Math.max(1, count));
  if (!(deviation > 0)) return count < rows.length && count > 0 ? [missingFeature(numbers, rows)] : [];
  const scaled = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const value = ((numbers[rows[i] ?? 0] ?? Number.NaN) - mean) / deviation;
    scaled[i] = Number.isNaN(value) ? 0 : Math.max(-farthest, Math.min(farthest, value));
  }
  return count < rows.length ? [scaled, missingFeature(numbers, rows)] : [scaled];
}

function missingFeature(numbers: Float64Array, rows: Uint32Array): Float64Array {
  const feature = new Float64Array(rows.length);
  rows.forEach((row, i) => {
    feature[i] = Number.isFinite(numbers[row]) ? 0 : 1;
  });
  return feature;
}

function levelFeatures({ codes, levels }: SampledColumn, rows: Uint32Array): Float64Array[] {
  const counts = new Int32Array(levels);
  for (const row of rows) {
    const code = codes[row] ?? -1;
    if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
  }
  const order = Array.from(counts, (_, code) => code)
    .filter((code) => (counts[code] ?? 0) > 0)
    .sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b)
    .slice(0, mostLevels);
  return order.map((level) => {
    const feature = new Float64Array(rows.length);
    rows.forEach((row, i) => {
      feature[i] = codes[row] === level ? 1 : 0;
    });
    return feature;
  });
}
