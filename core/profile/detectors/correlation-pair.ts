import type { Issue } from '../../contract/profile.ts';
import {
  type AssociationColumn,
  associationColumn,
  associationMeasures,
  isCategory,
} from '../column-association.ts';
import type { ColumnFacts } from '../column-facts.ts';
import type { Detector, ProfileContext } from '../detector.ts';
import { firstRows } from '../evidence.ts';
import { inLanes } from '../lanes.ts';
import { type Link, type LinkedGroup, linkedGroups } from '../linked-columns.ts';
import { countText, quoted } from '../phrase.ts';
import { allPairs, isNumberPair, type Pair, plausiblePairs } from '../plausible-pairs.ts';
import type { FoundPair } from '../profile-tasks.ts';
import { sampleRows } from '../row-sample.ts';
import { tableSample } from '../table-sample.ts';
import { work } from '../threads.ts';

/**
 * Features that carry the same information: Spearman's correlation for numbers and dates, bias-corrected
 * Cramér's V for text and yes/no, the correlation ratio for one of each. Columns joined by strong pairs share
 * one finding, which counts the rows of its strongest pair. Identifiers, constants and text with few rows per
 * level are left out. Past the stated amount of work a seeded sample of rows is used and said so.
 */
export const correlationPair: Detector = {
  id: 'correlation.pair',
  cost: 'pairs',
  needsTarget: false,
  async detect(context) {
    const columns = await comparable(context);
    const { rowCount } = context.table;
    if (columns.length < 2 || rowCount < context.thresholds.correlationRows) return { issues: [] };
    const size = sampleSize(context, columns.length);
    const rows = size < rowCount ? sampleRows(rowCount, size, context.rng('correlation.pair')) : null;
    const sample = await tableSample(context);
    const pairs = sample.isWhole ? allPairs(columns.length) : await plausiblePairs(context, columns, sample);
    const compared = new Set(pairs.flat());
    const ranked = new Set(pairs.filter(([a, b]) => isNumberPair(columns, a, b)).flat());
    const prepared: (AssociationColumn | null)[] = columns.map(() => null);
    const preparations = columns.map(({ column }, i) => async () => {
      await context.pause();
      if (!compared.has(i)) return;
      prepared[i] = await associationColumn(context.values, column, { rows, isRanked: ranked.has(i) });
    });
    // One column more than there are threads: while some are worked on, another one is read.
    await inLanes(preparations, (context.values.threads?.threads ?? 0) + 1);
    const links = await strongPairs(context, { columns: prepared, pairs }, rows?.length ?? rowCount);
    const detail = (position: number) => columns[position]?.statistics.distinct ?? 0;
    const issues: Issue[] = [];
    for (const group of linkedGroups(links, detail)) issues.push(await describe(context, columns, group));
    return rows === null ? { issues } : { issues, sampledRows: rows.length };
  },
};

/** Pairs times rows that are compared at a stretch: some tenths of a second, less than handing the columns over takes. */
const pieceWork = 1e8;
/** Pieces per thread at least, so that none is left alone with a long one at the end. */
const leastPieces = 4;
const rankMeasure = 'absolute Spearman correlation';

async function comparable(context: ProfileContext): Promise<ColumnFacts[]> {
  const chosen: ColumnFacts[] = [];
  for (const facts of context.features) {
    const { count, distinct } = facts.statistics;
    if (distinct < 2 || count < context.thresholds.correlationRows) continue;
    if (isCategory(facts.column) && count / distinct < context.thresholds.correlationLevelRows) continue;
    if ((await context.idReason(facts)) === null) chosen.push(facts);
  }
  return chosen;
}

/** Rows to look at, so that time and memory stay bounded; at least 10,000. */
function sampleSize({ table, thresholds }: ProfileContext, columnCount: number): number {
  const pairs = (columnCount * (columnCount - 1)) / 2;
  const affordable = Math.min(thresholds.correlationWork / pairs, thresholds.correlationCells / columnCount);
  return Math.min(table.rowCount, Math.max(10_000, Math.floor(affordable)));
}

/** Pairs that reach the threshold, in order; shared out among threads where there are any. */
async function strongPairs(
  context: ProfileContext,
  { columns, pairs }: { columns: readonly (AssociationColumn | null)[]; pairs: readonly Pair[] },
  rowCount: number,
) {
  const { thresholds, signal, pause } = context;
  const { threads } = context.values;
  const limits = { least: thresholds.correlation, leastRows: thresholds.correlationRows };
  const found: FoundPair[] = [];
  const share = pairs.length / (leastPieces * (threads?.threads ?? 1));
  const pieces = inPieces(pairs, Math.ceil(Math.min(pieceWork / rowCount, share))).map(
    (piece) => async () => {
      await pause();
      found.push(...(await work('pairs', { columns, pairs: piece, ...limits }, { threads, signal })));
    },
  );
  await inLanes(pieces, threads?.threads ?? 1);
  found.sort((x, y) => x.a - y.a || x.b - y.b);
  return found.map(({ measure, strength, ...pair }): Link => {
    const name = measure === 'numbers' ? rankMeasure : associationMeasures[measure];
    return { ...pair, strength: Math.abs(strength), measure: name };
  });
}

/** Pairs some at a time: two positions a pair. */
function inPieces(pairs: readonly Pair[], size: number): Uint32Array[] {
  const pieces: Uint32Array[] = [];
  for (let at = 0; at < pairs.length; at += size)
    pieces.push(Uint32Array.from(pairs.slice(at, at + size).flat()));
  return pieces;
}

async function describe(
  context: ProfileContext,
  columns: readonly ColumnFacts[],
  { members, links, kept }: LinkedGroup,
): Promise<Issue> {
  const name = (position: number) => columns[position]?.column.name ?? '';
  const names = members.map(name);
  const dropped = members.filter((member) => !kept.includes(member)).map(name);
  const strongest = links[0];
  const listed = links
    .slice(0, 5)
    .map(({ a, b, strength, measure }) => `${name(a)} and ${name(b)} ${strength.toFixed(3)} (${measure})`);
  const more = links.length > 5 ? `; ${countText(links.length - 5)} more pairs reach the limit` : '';
  const count = strongest?.rows ?? 0;
  return {
    detector: 'correlation.pair',
    severity: 'note',
    columns: names,
    count,
    share: count / context.table.rowCount,
    measure: strongest?.measure ?? '',
    statistic: strongest?.strength ?? null,
    threshold: context.thresholds.correlation,
    rows: await filledInBoth(context, [columns[strongest?.a ?? -1], columns[strongest?.b ?? -1]]),
    title:
      names.length > 2
        ? `${countText(names.length)} columns carry nearly the same information`
        : strongest?.measure === rankMeasure
          ? `${names[0]} and ${names[1]} carry nearly the same information`
          : `${kept.map(name)[0]} nearly determines ${dropped[0]}`,
    message: `${listed.join('; ')}${more}. Weights and importances are shared out among such columns at will, so none of them can be read alone.`,
    fixes: [{ kind: 'drop-columns', label: `Drop ${quoted(dropped, 3)}`, columns: dropped }],
  };
}

async function filledInBoth({ values, table }: ProfileContext, pair: (ColumnFacts | undefined)[]) {
  const tests: ((row: number) => boolean)[] = [];
  for (const facts of pair) {
    if (facts === undefined) continue;
    if (facts.column.type === 'text') {
      const { codes } = await values.levels(facts.column);
      tests.push((row) => (codes[row] ?? -1) >= 0);
    } else {
      const numbers = await values.numbers(facts.column);
      tests.push((row) => !Number.isNaN(numbers[row]));
    }
  }
  return firstRows(table.rowCount, (row) => tests.every((test) => test(row)));
}
