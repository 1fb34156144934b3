import { type FinerRun, mostRepeatedFiner } from './finer-run.ts';
import { type Run, runAt, runsAround } from './number-runs.ts';
import type { SortedColumn } from './sort-numbers.ts';
import { deepestValley, type Valley } from './valley.ts';

/** A value that many cells hold. */
export interface Spike extends Run {
  /** Mean cells per value among the five different values on either side. */
  readonly neighbours: number;
}

/** What the sorted numbers of a column look like at the ends, at repeated values and between two humps. */
export interface NumberShape {
  /** Third standardised moment, m3 / m2^1.5; NaN without variance. */
  readonly skewness: number;
  /** The smallest six different values, smallest first. */
  readonly lowest: readonly Run[];
  /** The largest six different values, largest first. */
  readonly highest: readonly Run[];
  /** Values with fractions among the most frequent ones, most frequent first. */
  readonly spikes: readonly Spike[];
  /** The most repeated value that is written more finely than the others. */
  readonly finer: FinerRun | null;
  /** Where the logarithms fall into two humps. */
  readonly valley: Valley | null;
}

const endRuns = 6;
const neighbourRuns = 5;

/** The shape of a column's finite numbers; `top` are the most frequent of them. All null or NaN for none. */
export function numberShape(
  column: SortedColumn,
  { mean, top, isWhole }: { mean: number; top: readonly Run[]; isWhole: boolean },
): NumberShape {
  const { sorted } = column;
  const fractions = top.filter(({ value, count }) => !Number.isInteger(value) && count > 1);
  return {
    skewness: skewness(column, mean),
    lowest: runsAround({ sorted, from: 0, step: 1, limit: endRuns }),
    highest: runsAround({ sorted, from: sorted.length - 1, step: -1, limit: endRuns }),
    spikes: fractions.map(({ value }) => spikeAt(sorted, value)),
    finer: mostRepeatedFiner(column),
    valley: deepestValley(sorted, isWhole),
  };
}

/** Moments are scaled by the largest distance from the mean, so that squares neither overflow nor vanish. */
function skewness({ kernel, answers, sorted, at }: SortedColumn, mean: number): number {
  const n = sorted.length;
  if (n < 3 || !Number.isFinite(mean)) return Number.NaN;
  const scale = Math.max(mean - (sorted[0] ?? 0), (sorted[n - 1] ?? 0) - mean);
  if (!(scale > 0) || !Number.isFinite(scale)) return Number.NaN;
  kernel.sumPowers(at, n, mean, scale, answers);
  const [squares = 0, cubes = 0] = new Float64Array(kernel.memory.buffer, answers, 2);
  return cubes / n / (squares / n) ** 1.5;
}

function spikeAt(sorted: Float64Array, value: number): Spike {
  const { start, end } = runAt(sorted, value);
  const near = [
    ...runsAround({ sorted, from: start - 1, step: -1, limit: neighbourRuns }),
    ...runsAround({ sorted, from: end, step: 1, limit: neighbourRuns }),
  ];
  const total = near.reduce((sum, { count }) => sum + count, 0);
  return { value, count: end - start, neighbours: near.length === 0 ? 0 : total / near.length };
}
