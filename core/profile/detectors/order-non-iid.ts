import type { Issue } from '../../contract/profile.ts';
import { codesAt, numbersAt } from '../cells-at.ts';
import type { ColumnFacts } from '../column-facts.ts';
import type { Detector, ProfileContext } from '../detector.ts';
import { rejectedHypotheses } from '../false-discovery.ts';
import { wordsOf } from '../identifier.ts';
import { kolmogorovDistance, kolmogorovPValue, levelDistance, orderValues } from '../kolmogorov.ts';
import { countText, quoted } from '../phrase.ts';
import { sortingColumn } from '../row-order.ts';
import { type SampledColumn, sampleNote, tableSample, thinned } from '../table-sample.ts';

/**
 * Columns whose distribution differs before and after a cut through the rows, at the half or a quarter from either
 * end: Kolmogorov-Smirnov distance for numbers, the largest change of a level's share for text, the largest of the
 * cuts above 0.1, with a permutation p-value
 * below 0.01 after Benjamini and Hochberg's correction over all columns. Identifiers, moments and columns that rows
 * are sorted by are not tested. One finding: a warning when the target drifts, a note when only features do, or
 * when the rows are sorted by a column that is no time, which explains it. Counts the rows compared.
 */
export const orderNonIid: Detector = {
  id: 'order.non-iid',
  cost: 'columns',
  needsTarget: false,
  async detect(context) {
    const { orderEffect, orderSignificance, orderRows } = context.thresholds;
    const sample = await tableSample(context);
    const rows = thinned(sample.rows.length, mostRows);
    if (rows.length < orderRows) return { issues: [] };
    const sortedBy = sortingColumn(await describing(context, sample.columns));
    const cuts = cutShares.map((share) => laterRows(rows.length, share));
    const tested: Tested[] = [];
    for (const column of sample.columns) {
      await context.pause();
      if (column === sortedBy || !(await isTested(context, column))) continue;
      const distanceAt = measureOf(column, rows);
      const measure = (parts: readonly Uint8Array[]) => Math.max(...parts.map(distanceAt));
      const { count } = column.facts.statistics;
      const filled = (rows.length * count) / context.table.rowCount;
      tested.push({ facts: column.facts, measure, distance: measure(cuts), filled });
    }
    const strong = tested.filter(({ distance }) => distance > orderEffect);
    const pValues = await chancesOf(context, { strong, tested: tested.length, rows: rows.length });
    const untested = new Array<number>(tested.length - strong.length).fill(1);
    const isReal = rejectedHypotheses([...pValues, ...untested], orderSignificance);
    const drifting = strong.filter((_, i) => isReal[i] === true).sort((a, b) => b.distance - a.distance);
    const note = sampleNote(sample, rows.length);
    if (drifting.length === 0) return { issues: [], ...note };
    const rowNumbers = Array.from(rows, (row) => sample.rows[row] ?? 0);
    return { issues: [describe(context, { drifting, sortedBy, rowNumbers })], ...note };
  },
};

const mostRows = 20_000;
/** Enough orders for one of the columns tested to be significant, within reason. */
const mostPermutations = 1999;
const reachedOften = 20;
/** A bound this many times below the significance level needs no permutations, whatever else is tested. */
const settledMargin = 10_000;
const freeTextShare = 0.5;

/** The largest distance over cuts, each given as which rows come after it. */
type Measure = (cuts: readonly Uint8Array[]) => number;

interface Tested {
  readonly facts: ColumnFacts;
  readonly measure: Measure;
  readonly distance: number;
  /** Filled cells among the rows compared. */
  readonly filled: number;
}

const cutShares = [0.25, 0.5, 0.75];

function laterRows(rowCount: number, share: number): Uint8Array {
  return new Uint8Array(rowCount).fill(1, Math.ceil(share * rowCount));
}

async function isTested(context: ProfileContext, { facts }: SampledColumn): Promise<boolean> {
  const { column, statistics } = facts;
  const { count, distinct } = statistics;
  if (distinct < 2 || column.type === 'date' || column.type === 'timestamp') return false;
  if (column.type === 'text' && distinct > freeTextShare * count) return false;
  return facts === context.targetColumn || (await context.idReason(facts)) === null;
}

/** Columns that are no identifiers: to be numbered in order says nothing of what the order is. */
async function describing(
  context: ProfileContext,
  columns: readonly SampledColumn[],
): Promise<SampledColumn[]> {
  const kept: SampledColumn[] = [];
  for (const column of columns) if ((await context.idReason(column.facts)) === null) kept.push(column);
  return kept;
}

/** The distance between two parts, for any way to part the rows. */
function measureOf(column: SampledColumn, rows: Uint32Array): (isSecond: Uint8Array) => number {
  if (column.facts.column.type === 'text') {
    const codes = codesAt(column.codes, rows);
    return (isSecond) => levelDistance(codes, column.levels, isSecond);
  }
  const values = numbersAt(column.numbers, rows);
  const ordered = orderValues(values);
  return (isSecond) => kolmogorovDistance(ordered, isSecond);
}

/**
 * How often chance parts the rows as much. The limit law bounds it from above, and settles clear cases; for the rest
 * it is the share of random orders of the rows that do so, or the bound where none does.
 */
async function chancesOf(
  context: ProfileContext,
  { strong, tested, rows }: { strong: readonly Tested[]; tested: number; rows: number },
): Promise<number[]> {
  const { orderSignificance } = context.thresholds;
  const permutations = Math.min(mostPermutations, Math.ceil(tested / orderSignificance));
  const bounds = strong.map(chanceBound);
  const settled = orderSignificance / settledMargin;
  const open = strong.flatMap((column, i) =>
    (bounds[i] ?? 1) < settled ? [] : [{ ...column, i, reached: 0 }],
  );
  const rng = context.rng('order.non-iid');
  for (let round = 0; round < permutations && open.length > 0; round++) {
    await context.pause();
    const shuffled = rng.permutation(rows);
    const parts = cutShares.map((share) => {
      const isSecond = new Uint8Array(rows);
      for (const row of shuffled.subarray(Math.ceil(share * rows))) isSecond[row] = 1;
      return isSecond;
    });
    for (const column of open) {
      // What chance reaches this often is no finding, whatever the remaining orders say.
      if (column.reached < reachedOften && column.measure(parts) >= column.distance) column.reached++;
    }
    if (open.every(({ reached }) => reached >= reachedOften)) break;
  }
  for (const { i, reached } of open) {
    const share = (reached + 1) / (permutations + 1);
    bounds[i] = reached > 0 ? share : Math.min(share, bounds[i] ?? 1);
  }
  return bounds;
}

/** The share of a level is a difference of two steps of a distribution function, so it moves at most twice as far. */
function chanceBound({ facts, distance, filled }: Tested): number {
  const steps = facts.column.type === 'text' ? distance / 2 : distance;
  return cutShares.reduce((sum, cut) => sum + kolmogorovPValue(steps, cut * filled, (1 - cut) * filled), 0);
}

const timeWords = new Set([
  'year',
  'month',
  'week',
  'day',
  'date',
  'time',
  'timestamp',
  'hour',
  'minute',
  'period',
  'season',
]);

function isMoment({ column }: ColumnFacts): boolean {
  return column.type === 'date' || column.type === 'timestamp';
}

function isTime(facts: ColumnFacts): boolean {
  const { column } = facts;
  return isMoment(facts) || wordsOf(column.name).some((word) => timeWords.has(word));
}

function describe(
  context: ProfileContext,
  found: {
    drifting: readonly { facts: ColumnFacts; distance: number }[];
    sortedBy: SampledColumn | null;
    rowNumbers: readonly number[];
  },
): Issue {
  const { drifting, sortedBy, rowNumbers } = found;
  const name = sortedBy?.facts.column.name ?? '';
  const isExplained = sortedBy !== null && !isTime(sortedBy.facts);
  const isTargetDrift = drifting.some(({ facts }) => facts === context.targetColumn);
  const listed = drifting
    .slice(0, 5)
    .map(({ facts, distance }) => `${facts.column.name} ${distance.toFixed(2)}`);
  const others = drifting.length > 5 ? ` and ${countText(drifting.length - 5)} more` : '';
  const reason =
    sortedBy === null
      ? 'If rows are in order of time, a random split shows the model the future; split by time.'
      : isExplained
        ? `The rows are sorted by ${quoted([sortedBy.facts.column.name])}, which explains it: never split by position.`
        : `The rows are in order of ${quoted([sortedBy.facts.column.name])}; a random split shows the model the future, so split by time.`;
  return {
    detector: 'order.non-iid',
    severity: isTargetDrift && !isExplained ? 'warning' : 'note',
    columns: drifting.map(({ facts }) => facts.column.name),
    count: rowNumbers.length,
    share: rowNumbers.length / context.table.rowCount,
    measure: 'largest Kolmogorov-Smirnov distance before and after a cut',
    statistic: drifting[0]?.distance ?? null,
    threshold: context.thresholds.orderEffect,
    rows: [...new Set([...rowNumbers.slice(0, 10), ...rowNumbers.slice(-10)])],
    title: isExplained
      ? `Rows are sorted by ${sortedBy.facts.column.name}`
      : `${isTargetDrift ? (context.targetColumn?.column.name ?? 'The target') : (drifting[0]?.facts.column.name ?? 'A column')} drifts along the rows`,
    message: `Earlier and later rows differ in ${listed.join(', ')}${others} (0 is the same, 1 is no overlap). ${reason}`,
    fixes:
      sortedBy === null || !isMoment(sortedBy.facts)
        ? []
        : [{ kind: 'role', label: `Split by ${name}`, column: name, role: 'time' }],
  };
}
