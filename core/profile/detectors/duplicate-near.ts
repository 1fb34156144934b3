import type { Issue } from '../../contract/profile.ts';
import { agreement } from '../agreement.ts';
import type { ColumnFacts } from '../column-facts.ts';
import type { Detector, ProfileContext } from '../detector.ts';
import { evidenceLimit } from '../evidence.ts';
import { leaveOutCopies } from '../leave-out-rows.ts';
import { fetchCells, suspectPairs } from '../near/near-blocks.ts';
import { hasSameCells, type NearCells, nearRows, rowDistance, scalesOf } from '../near/near-rows.ts';
import { chanceReach } from '../near/neighbours.ts';
import { perContext } from '../per-context.ts';
import { counted, countText, numberText, percent } from '../phrase.ts';
import { quantile } from '../quantile.ts';
import { sampleNote, type TableSample, tableSample, thinned } from '../table-sample.ts';
import { work } from '../threads.ts';

/**
 * Rows that repeat another one nearly: closer than 0.13 of the median distance to the nearest row, and closer than
 * chance brings any pair in this table given the density around the rows; or equal but for the spelling of texts
 * or for identifiers. The target does not count. Pairs come from random trees over a sample (numbers, and MinHash
 * for text) and from blocks of columns in which rows of the whole table agree. Rows equal in every column are
 * those of duplicate.row, equal features with different classes those of duplicate.conflict; neither is repeated
 * here. Counts the rows that have a near copy.
 */
export const duplicateNear: Detector = {
  id: 'duplicate.near',
  cost: 'pairs',
  needsTarget: false,
  async detect(context) {
    const pairs = await nearPairs(context);
    if (pairs === null) return { issues: [] };
    return {
      issues: pairs.found.length === 0 ? [] : [describe(context, pairs)],
      ...sampleNote(pairs.sample),
    };
  },
};

/** Pairs of rows that are nearly equal, and what they were measured against. */
export interface NearPairs {
  readonly found: readonly NearPair[];
  /** Median distance of a row to the nearest one that differs. */
  readonly medianNear: number;
  /** True when there were more suspects than are compared. */
  readonly isCut: boolean;
  readonly sample: Pick<TableSample, 'rows' | 'isWhole'>;
}

/** The pairs that this detector tells of, found once per profile; null for a table too small to tell. */
export const nearPairs = perContext(async (context: ProfileContext): Promise<NearPairs | null> => {
  const { table, thresholds } = context;
  const compared = await comparedColumns(context);
  if (table.rowCount < thresholds.nearRows || compared.length < 2) return null;
  const affordable = Math.max(leastCompared, mostCells / compared.length);
  const isFar = table.rowCount > hopelessTimes * thresholds.nearSample;
  const searched = isFar ? thresholds.nearMeasured : thresholds.nearSample;
  const sample = part(await tableSample(context), Math.min(searched, affordable));
  const search: Search = {
    context,
    compared,
    rest: context.columns.filter((facts) => !compared.includes(facts)),
    isUnlikely: isUnlikely(compared, table.rowCount, thresholds.nearChance),
  };
  const suspects = await suspectPairs(context, compared);
  const all = Float64Array.from(new Set([...sample.rows, ...suspects.pairs.flat()])).sort();
  const fetched = await fetchCells(context, [...compared, ...search.rest], all);
  const places = new Map(Array.from(all, (row, place) => [row, place]));
  const place = (row: number) => places.get(row) ?? 0;
  const inAll = parted(search, fetched);
  const isAll = all.length === sample.rows.length;
  const inSample = isAll ? inAll : parted(search, partOf(fetched, sample.rows, place));
  const { cells } = inSample;
  const scales = scalesOf(cells);
  await context.pause();
  const laidOut = nearRows(cells, sample.rows.length, scales);
  const task = {
    rows: laidOut,
    seed: context.rng('duplicate.near').seed('trees'),
  };
  const neighbours = await work('neighbours', task, {
    threads: context.values.threads,
    signal: context.signal,
  });
  const { near, far, nearest, medianNear, dimension, touching } = neighbours;
  const bound = thresholds.nearDistance * medianNear;
  const reach = (rowCount: number) =>
    chanceReach({ dimension, rowCount, measured: sample.rows.length, allowed: thresholds.nearChance });

  const found: NearPair[] = [];
  const keep = (i: number, j: number, distance: number) =>
    found.push({ rows: [sample.rows[i] ?? 0, sample.rows[j] ?? 0], distance });
  near.forEach((distance, i) => {
    const j = nearest[i] ?? -1;
    const dense = Math.min(far[i] ?? 0, far[j] ?? 0);
    if (j >= 0 && distance <= Math.min(bound, reach(sample.rows.length) * dense)) keep(i, j, distance);
  });
  for (const [i, j] of touching) if (isCopy({ search, ...inSample, i, j })) keep(i, j, 0);

  const densest = quantile(far.filter((distance) => Number.isFinite(distance)).sort(), 0.05);
  const limit = Math.min(bound, reach(table.rowCount) * densest) || 0;
  const rows = isAll ? laidOut : nearRows(inAll.cells, all.length, scales);
  for (const pair of suspects.pairs) {
    const [i, j] = [place(pair[0]), place(pair[1])];
    const distance = rowDistance(rows, i, j, limit);
    if (distance > limit || (distance === 0 && !isCopy({ search, ...inAll, i, j }))) continue;
    found.push({ rows: pair, distance });
  }
  return { found, medianNear, isCut: suspects.isCut, sample };
});

/** In a table so many times larger than the search, both rows of a pair are hardly ever in it. */
const hopelessTimes = 10;
/** Rows times columns among which nearest rows are searched, and rows in any case. */
const mostCells = 2_000_000;
const leastCompared = 2000;

interface Search {
  readonly context: ProfileContext;
  readonly compared: readonly ColumnFacts[];
  /** Identifiers, constants and the target. */
  readonly rest: readonly ColumnFacts[];
  /** Chance makes no two rows agree in all compared columns. */
  readonly isUnlikely: boolean;
}

/** Row numbers, and how far the rows lie apart. */
export interface NearPair {
  readonly rows: readonly [number, number];
  readonly distance: number;
}

/** Features that are no identifiers and hold more than one value. */
async function comparedColumns(context: ProfileContext): Promise<ColumnFacts[]> {
  const chosen: ColumnFacts[] = [];
  for (const facts of context.features) {
    const { distinct, missing } = facts.statistics;
    if (distinct + Math.min(missing, 1) < 2) continue;
    if (isFreeText(facts) || (await context.idReason(facts)) === null) chosen.push(facts);
  }
  return chosen;
}

/** Sentences are no identifiers, even where every row has its own. */
function isFreeText({ column, statistics }: ColumnFacts): boolean {
  if (column.type !== 'text') return false;
  const long = statistics.top.filter(({ value }) => String(value).trim().split(/\s+/).length >= 4);
  return long.length > statistics.top.length / 2;
}

/** At most so many rows of a sample, evenly spread. */
function part({ rows, isWhole }: TableSample, limit: number): NearPairs['sample'] {
  const kept = thinned(rows.length, limit);
  return { rows: Float64Array.from(kept, (at) => rows[at] ?? 0), isWhole: isWhole && rows.length <= limit };
}

/** The cells of some of the rows. */
function partOf(
  cells: readonly NearCells[],
  rows: Float64Array,
  place: (row: number) => number,
): NearCells[] {
  return cells.map((column) => ({
    ...column,
    numbers:
      column.numbers.length === 0
        ? column.numbers
        : rows.map((row) => column.numbers[place(row)] ?? Number.NaN),
    codes:
      column.codes.length === 0
        ? column.codes
        : Int32Array.from(rows, (row) => column.codes[place(row)] ?? -1),
  }));
}

/** The compared columns, and the others. */
function parted({ compared }: Search, cells: readonly NearCells[]) {
  return { cells: cells.slice(0, compared.length), rest: cells.slice(compared.length) };
}

/** Whether chance makes fewer than `allowed` pairs of rows agree in all of these columns, were they independent. */
function isUnlikely(columns: readonly ColumnFacts[], rowCount: number, allowed: number): boolean {
  const together = columns.reduce((product, facts) => product * agreement(facts.statistics), 1);
  return (rowCount ** 2 / 2) * together < allowed;
}

/** Rows at distance 0 that are no exact duplicates: spelt differently, or told apart by an identifier alone. */
function isCopy(options: {
  search: Search;
  cells: readonly NearCells[];
  rest: readonly NearCells[];
  i: number;
  j: number;
}): boolean {
  const { search, cells, rest, i, j } = options;
  if (!search.isUnlikely) return false;
  if (!hasSameCells(cells, i, j)) return true;
  const target = rest.filter(({ facts }) => facts === search.context.targetColumn);
  return hasSameCells(target, i, j) && !hasSameCells(rest, i, j);
}

function describe({ table, thresholds }: ProfileContext, { found, medianNear, isCut }: NearPairs): Issue {
  const rows = Float64Array.from(new Set(found.flatMap((pair) => pair.rows))).sort();
  const share = rows.length / table.rowCount;
  const example = found.reduce((a, b) => (Math.min(...b.rows) < Math.min(...a.rows) ? b : a));
  const [first, second] = [Math.min(...example.rows), Math.max(...example.rows)];
  const closest = found.reduce((least, { distance }) => Math.min(least, distance), Infinity);
  return {
    detector: 'duplicate.near',
    severity: share > thresholds.nearWarning ? 'warning' : 'note',
    columns: [],
    count: rows.length,
    share,
    measure: 'smallest distance over the median distance to the nearest row',
    statistic: medianNear > 0 ? closest / medianNear : 0,
    threshold: thresholds.nearDistance,
    rows: [...rows.slice(0, evidenceLimit)],
    title: `${isCut ? 'At least ' : ''}${counted(rows.length, 'row')} are nearly equal to another one`,
    message: `${percent(share)} of rows have a copy that differs only in spelling, in an identifier or by a hair, for example rows ${countText(first)} and ${countText(second)} (distance ${numberText(example.distance)}; the median to the nearest row is ${numberText(medianNear)}). When the copies fall on both sides of a split, the test rewards memory.`,
    fixes: isCut ? [] : leaveOutCopies(found),
  };
}
