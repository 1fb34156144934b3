import type { Issue } from '../../contract/profile.ts';
import type { Detector, ProfileContext } from '../detector.ts';
import { evidenceLimit } from '../evidence.ts';
import { normalTail, rejectedHypotheses } from '../false-discovery.ts';
import { countText, quoted } from '../phrase.ts';
import { type GroupedLink, type Grouping, groupedLink } from '../reversal/grouped-link.ts';
import { rankUnits } from '../reversal/rank-units.ts';
import { type SampledColumn, sampleNote, type TableSample, tableSample, thinned } from '../table-sample.ts';

/**
 * Pairs of numbers, or a number and a target of two classes, whose link turns round within groups (Simpson, 1951):
 * rank correlation of 0.2 or more overall, of 0.2 or more the other way taken within groups, and the other way
 * and as strong in most of the groups, by number and by rows. Groups are the levels of a text, yes/no or target
 * column with 2 to 20 of them and 20 rows each. The link within groups must also pass Benjamini-Hochberg over all
 * that was compared. Each pair is told once, for the grouping that turns it round most. Counts the rows compared.
 */
export const correlationReversal: Detector = {
  id: 'correlation.reversal',
  cost: 'pairs',
  needsTarget: false,
  async detect(context) {
    const sample = await tableSample(context);
    const groupings = groupingsOf(context, sample);
    const numbers = await numbersOf(context, sample);
    const pairCount = (numbers.length * (numbers.length - 1)) / 2;
    if (groupings.length === 0 || pairCount === 0) return { issues: [] };
    const affordable = context.thresholds.reversalWork / (pairCount * (groupings.length + 1));
    const rows = thinned(sample.rows.length, Math.min(mostRows, Math.max(1000, affordable)));
    const units = numbers.map(({ values }) => rankUnits(values, rows));
    const candidates: Candidate[] = [];
    let compared = 0;
    for (let a = 0; a < units.length; a++) {
      await context.pause();
      for (let b = a + 1; b < units.length; b++) {
        for (const grouping of groupings) {
          if (grouping.column === numbers[a]?.column || grouping.column === numbers[b]?.column) continue;
          const link = groupedLink({
            x: units[a] ?? new Float64Array(0),
            y: units[b] ?? new Float64Array(0),
            grouping,
            rows,
            limits: context.thresholds,
          });
          if (link === null) break;
          compared++;
          if (link.isReversed) candidates.push({ a, b, grouping, link });
        }
      }
    }
    const pValues = candidates.map(
      ({ link }) => 2 * normalTail(Math.abs(Math.atanh(link.within)) * Math.sqrt(Math.max(1, link.rows - 3))),
    );
    const padded = [...pValues, ...new Array<number>(Math.max(0, compared - pValues.length)).fill(1)];
    const isReal = rejectedHypotheses(padded, context.thresholds.reversalSignificance);
    const best = new Map<string, Candidate>();
    candidates.forEach((candidate, i) => {
      const key = `${candidate.a} ${candidate.b}`;
      const other = best.get(key);
      if (isReal[i] !== true) return;
      if (other === undefined || Math.abs(candidate.link.within) > Math.abs(other.link.within))
        best.set(key, candidate);
    });
    const name = (position: number) => numbers[position]?.column.facts.column.name ?? '';
    const evidence = Array.from(rows.subarray(0, evidenceLimit), (row) => sample.rows[row] ?? 0);
    const issues = [...best.values()].map(({ a, b, grouping, link }) =>
      describe(context, { names: [name(a), name(b)], grouping, link, rows: evidence }),
    );
    return { issues, ...sampleNote(sample, rows.length) };
  },
};

const mostRows = 20_000;

interface Candidate {
  readonly a: number;
  readonly b: number;
  readonly grouping: Grouping;
  readonly link: GroupedLink;
}

function groupingsOf({ thresholds, targetColumn, table }: ProfileContext, sample: TableSample): Grouping[] {
  return sample.columns.flatMap((column): Grouping[] => {
    const { type } = column.facts.column;
    const { distinct } = column.facts.statistics;
    const isCategory =
      type === 'text' || type === 'boolean' || (column.facts === targetColumn && type === 'integer');
    if (!isCategory || distinct < 2 || distinct > thresholds.reversalLevels) return [];
    if (table.rowCount / distinct < thresholds.reversalRows) return [];
    return [{ column, codes: type === 'text' ? column.codes : codesOf(column.numbers), size: distinct }];
  });
}

function codesOf(values: Float64Array): Int32Array {
  const known = new Map<number, number>();
  return Int32Array.from(values, (value) => {
    if (Number.isNaN(value)) return -1;
    const code = known.get(value) ?? known.size;
    known.set(value, code);
    return code;
  });
}

interface Numbers {
  readonly column: SampledColumn;
  readonly values: Float64Array;
}

/** Numeric features, and the target where it is a number or has two classes. */
async function numbersOf(context: ProfileContext, sample: TableSample): Promise<Numbers[]> {
  const chosen: Numbers[] = [];
  for (const column of sample.columns) {
    const { facts, numbers, codes } = column;
    if (facts.statistics.distinct < 2) continue;
    if (facts === context.targetColumn) {
      const { distinct } = facts.statistics;
      if (facts.column.type === 'text') {
        if (distinct === 2)
          chosen.push({ column, values: Float64Array.from(codes, (code) => (code < 0 ? Number.NaN : code)) });
      } else chosen.push({ column, values: numbers });
      continue;
    }
    if (facts.numeric !== null && (await context.idReason(facts)) === null)
      chosen.push({ column, values: numbers });
  }
  return chosen;
}

function describe(
  context: ProfileContext,
  found: { names: readonly [string, string]; grouping: Grouping; link: GroupedLink; rows: number[] },
): Issue {
  const { names, grouping, link, rows } = found;
  const group = grouping.column.facts.column.name;
  const signed = (value: number) => `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(2)}`;
  return {
    detector: 'correlation.reversal',
    severity: 'note',
    columns: [...names],
    count: link.rows,
    share: link.rows / context.table.rowCount,
    measure: 'rank correlation within groups',
    statistic: link.within,
    threshold: link.within < 0 ? -context.thresholds.reversal : context.thresholds.reversal,
    rows,
    title: `${names[0]} and ${names[1]} turn round within ${group}`,
    message: `Over all rows the rank correlation of ${quoted(names)} is ${signed(link.pooled)}, but within the groups of ${quoted([group])} it is ${signed(link.within)}, and ${countText(link.reversed)} of ${countText(link.groups)} groups agree. A conclusion drawn without ${group} points the wrong way (Simpson's paradox).`,
    fixes: [],
  };
}
