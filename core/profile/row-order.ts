import type { SampledColumn } from './table-sample.ts';

const steadySteps = 0.995;
const runsPerLevel = 2;

/**
 * The column that rows are sorted by, or null: a moment, or else a number, that hardly ever turns back along the
 * rows, or text whose levels stand in a few blocks. Moments go first, then the column with most different values.
 */
export function sortingColumn(columns: readonly SampledColumn[]): SampledColumn | null {
  const sorted = columns.filter(({ facts, codes, numbers }) =>
    facts.statistics.distinct < 2
      ? false
      : facts.column.type === 'text'
        ? isInBlocks(codes, facts.statistics.distinct)
        : isSteady(numbers),
  );
  const weight = ({ facts }: SampledColumn) =>
    facts.column.type === 'date' || facts.column.type === 'timestamp' ? Infinity : facts.statistics.distinct;
  return sorted.reduce<SampledColumn | null>(
    (best, column) => (best === null || weight(column) > weight(best) ? column : best),
    null,
  );
}

/** Whether values in row order rise, or fall, almost everywhere, steps of 0 aside; NaN is passed over. */
export function isSteady(values: Float64Array): boolean {
  let [up, down] = [0, 0];
  let previous = Number.NaN;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    if (value > previous) up++;
    if (value < previous) down++;
    previous = value;
  }
  const total = up + down;
  return total > 0 && Math.max(up, down) >= steadySteps * total;
}

/** As many runs of one level as there are levels, or few more, where chance would make many. */
function isInBlocks(codes: Int32Array, levels: number): boolean {
  let [runs, filled] = [0, 0];
  let previous = -1;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] ?? -1;
    if (code < 0) continue;
    filled++;
    if (code !== previous) runs++;
    previous = code;
  }
  return runs <= runsPerLevel * levels && filled > 10 * runs;
}
