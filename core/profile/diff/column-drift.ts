import type { Column } from '../../contract/dataset.ts';
import type { ColumnStatistics } from '../../contract/profile.ts';
import type { ColumnDrift, ColumnSummary } from '../../contract/version.ts';
import type { Sql } from '../../shared/sql.ts';
import type { ColumnValues } from '../column-values.ts';
import type { Side } from './choose-key.ts';
import { type ColumnPair, isComparable } from './column-pair.ts';
import { chanceDistance, commonCounts, jensenShannon, wasserstein } from './distances.ts';

/** Least distance that counts as drift, however many rows there are. */
const leastDistance = 0.05;
/** A text column whose share of different values is above this has no categories to compare. */
const uniqueShare = 0.5;
const topSize = 10;

/** A side whose cells can be fetched as numbers. */
export interface DriftSide extends Side {
  readonly values: ColumnValues;
}

type Levels = Pick<ColumnDrift, 'levels' | 'newLevels' | 'goneLevels'>;

const noLevels: Levels = { levels: [], newLevels: null, goneLevels: null };

/**
 * How the values of a column differ between two versions, over all rows. Numbers, dates and times are compared in
 * groups of equal size, infinite values as one group more; text and yes/no by their values.
 */
export async function columnDrift(options: {
  sql: Sql;
  before: DriftSide;
  after: DriftSide;
  pair: ColumnPair;
  signal?: AbortSignal;
}): Promise<ColumnDrift> {
  const { before, after, pair } = options;
  const earlier = statisticsOf(before, pair.before);
  const later = statisticsOf(after, pair.after);
  const compared = await compare(options, earlier, later);
  const counts = {
    before: [...compared.before, earlier.missing],
    after: [...compared.after, later.missing],
  };
  const distance = jensenShannon(counts.before, counts.after);
  const chance = chanceDistance(counts.before, counts.after);
  return {
    name: pair.after.name,
    before: summary(earlier),
    after: summary(later),
    ...compared.levels,
    distance,
    basis: compared.basis,
    chanceDistance: chance,
    shift: compared.shift,
    hasDrifted: distance >= leastDistance && distance > chance,
  };
}

/** True for columns whose values are compared in order: numbers, dates and times. */
export function isComparedAsNumbers(pair: ColumnPair): boolean {
  return isComparable(pair) && pair.after.type !== 'text' && pair.after.type !== 'boolean';
}

function statisticsOf(side: Side, column: Column): ColumnStatistics {
  const statistics = side.statistics[column.index];
  if (!statistics) throw new Error(`Invariant broken: no statistics of column ${column.sql}`);
  return statistics;
}

function summary({ count, missing, distinct, numeric, time }: ColumnStatistics): ColumnSummary {
  if (numeric === null) return { count, missing, distinct, numeric, time };
  const { min, firstQuartile, median, thirdQuartile, max, mean, standardDeviation } = numeric;
  return {
    count,
    missing,
    distinct,
    numeric: { min, firstQuartile, median, thirdQuartile, max, mean, standardDeviation },
    time,
  };
}

interface Compared {
  /** Counts of filled cells by class. */
  readonly before: readonly number[];
  readonly after: readonly number[];
  readonly basis: ColumnDrift['basis'];
  readonly shift: number | null;
  readonly levels: Levels;
}

async function compare(
  options: Parameters<typeof columnDrift>[0],
  earlier: ColumnStatistics,
  later: ColumnStatistics,
): Promise<Compared> {
  const { pair } = options;
  const filledOnly: Compared = {
    before: [earlier.count],
    after: [later.count],
    basis: 'missing',
    shift: null,
    levels: noLevels,
  };
  if (!isComparable(pair)) return filledOnly;
  if (!isComparedAsNumbers(pair)) {
    const isUnique = ({ distinct, count }: ColumnStatistics) => count >= 50 && distinct > uniqueShare * count;
    return isUnique(earlier) && isUnique(later) ? filledOnly : compareLevels(options);
  }
  const before = await options.before.values.sorted(pair.before);
  const after = await options.after.values.sorted(pair.after);
  const counts = commonCounts(before, after);
  const deviation = earlier.numeric?.standardDeviation ?? deviationOf(before);
  const shift = wasserstein(before, after) / deviation;
  return {
    before: [...counts.before, earlier.count - before.length],
    after: [...counts.after, later.count - after.length],
    basis: 'values',
    shift: Number.isFinite(shift) ? shift : null,
    levels: noLevels,
  };
}

function deviationOf(values: Float64Array): number {
  let mean = 0;
  for (const value of values) mean += value / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return Math.sqrt(squares / (values.length - 1));
}

/** Levels that are equally frequent in both versions are fetched as one number, so that many levels cost little. */
async function compareLevels(options: Parameters<typeof columnDrift>[0]): Promise<Compared> {
  const { sql, before, after, pair, signal } = options;
  const grouped = `SELECT value, count(*) FILTER (WHERE NOT is_after) AS nb, count(*) FILTER (WHERE is_after) AS na
    FROM (SELECT ${pair.before.sql} AS value, false AS is_after FROM ${before.table.from}
      UNION ALL SELECT ${pair.after.sql}, true FROM ${after.table.from})
    WHERE value IS NOT NULL GROUP BY value`;
  const [nb = [], na = [], times = []] = await sql.numbers(
    `SELECT nb::DOUBLE, na::DOUBLE, count(*)::DOUBLE FROM (${grouped}) GROUP BY nb, na ORDER BY nb, na`,
    [],
    signal,
  );
  const top = await sql.rows(
    `SELECT value, nb, na FROM (${grouped}) ORDER BY nb + na DESC, value LIMIT ${topSize}`,
    [],
    signal,
  );
  const counts = { before: [] as number[], after: [] as number[] };
  let newLevels = 0;
  let goneLevels = 0;
  times.forEach((n, i) => {
    if (nb[i] === 0) newLevels += n;
    if (na[i] === 0) goneLevels += n;
    for (let k = 0; k < n; k++) {
      counts.before.push(nb[i] ?? 0);
      counts.after.push(na[i] ?? 0);
    }
  });
  const levels = top.map((row) => ({
    value: row.value ?? null,
    before: Number(row.nb),
    after: Number(row.na),
  }));
  return { ...counts, basis: 'values', shift: null, levels: { levels, newLevels, goneLevels } };
}
