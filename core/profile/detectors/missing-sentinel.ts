import type { Issue } from '../../contract/profile.ts';
import type { ColumnFacts } from '../column-facts.ts';
import type { Detector, ProfileContext } from '../detector.ts';
import { firstRows } from '../evidence.ts';
import { counted, countText, numberText, percent, quoted } from '../phrase.ts';
import {
  mayHoldPlaceholders,
  mayHoldSentinels,
  numericSentinels,
  placeholderDates,
  type Sentinel,
} from '../sentinel-numbers.ts';
import { textSentinels } from '../sentinel-texts.ts';
import { textShapes } from '../text-shape.ts';

/** Values that stand for a missing cell: codes such as -1 or 999, isolated zeros, "?", placeholder dates. Counts such cells. */
export const missingSentinel: Detector = {
  id: 'missing.sentinel',
  cost: 'columns',
  needsTarget: false,
  async detect(context) {
    const shapes = await textShapes(context);
    const issues: Issue[] = [];
    for (const facts of context.columns) {
      if (facts.column.type === 'text' && !shapes.get(facts.column.index)?.cells.unknown) continue;
      await context.pause();
      const issue = await findIn(context, facts);
      if (issue !== null) issues.push(issue);
    }
    return { issues };
  },
};

async function findIn(context: ProfileContext, facts: ColumnFacts): Promise<Issue | null> {
  switch (facts.column.type) {
    case 'integer':
    case 'number':
      return facts === context.targetColumn ? null : inNumbers(context, facts);
    case 'date':
    case 'timestamp':
      return inDates(context, facts);
    case 'text':
      return inText(context, facts);
    default:
      return null;
  }
}

async function inNumbers(context: ProfileContext, facts: ColumnFacts): Promise<Issue | null> {
  if (facts.numeric === null || !mayHoldSentinels(facts.numeric)) return null;
  const values = await context.values.numbers(facts.column);
  const sorted = await context.values.sorted(facts.column);
  const found = numericSentinels(sorted, context.thresholds);
  if (found.length === 0) return null;
  const codes = new Set(found.map(({ value }) => value));
  const rest = sorted.filter((value) => !codes.has(value));
  const range = `the others lie between ${numberText(rest[0] ?? 0)} and ${numberText(rest.at(-1) ?? 0)}`;
  return describe(context, {
    facts,
    found,
    values: found.map(({ value }) => value),
    shown: found.map(({ value }) => numberText(value)).join(', '),
    seen: `${listed(found, numberText)}, while ${range}.`,
    harm: 'Read as numbers, these cells pull means and model weights towards a value that nobody measured.',
    isNumeric: true,
    rows: firstRows(values.length, (i) => codes.has(values[i] ?? Number.NaN)),
  });
}

async function inDates(context: ProfileContext, facts: ColumnFacts): Promise<Issue | null> {
  const { time, top } = facts.statistics;
  if (time === null) return null;
  if (!mayHoldPlaceholders([time.min, time.max, ...top.map(({ value }) => String(value))])) return null;
  const values = await context.values.numbers(facts.column);
  const found = placeholderDates(await context.values.sorted(facts.column), context.thresholds);
  if (found.length === 0) return null;
  const codes = new Set(found.map(({ value }) => value));
  const day = (value: number) => new Date(value * 1000).toISOString().slice(0, 10);
  const asCell = (value: number) =>
    facts.column.type === 'date' ? day(value) : new Date(value * 1000).toISOString().slice(0, 19);
  return describe(context, {
    facts,
    found,
    values: found.map(({ value }) => asCell(value)),
    shown: found.map(({ value }) => day(value)).join(', '),
    seen: `${listed(found, day)}, far from all other dates.`,
    harm: 'Read as dates, these cells turn "not known" into a moment long past or far ahead.',
    isNumeric: true,
    rows: firstRows(values.length, (i) => codes.has(values[i] ?? Number.NaN)),
  });
}

const byCount = { measure: 'cells with such a word', threshold: 0 };

async function inText(context: ProfileContext, facts: ColumnFacts): Promise<Issue | null> {
  const { sql, table, signal } = context;
  const found = await textSentinels({ sql, table, column: facts.column, signal });
  if (found.count === 0) return null;
  const cells = found.values.map(({ value, count }) => `"${value}" stands in ${counted(count, 'row')}`);
  return describe(context, {
    facts,
    found: found.values.map(({ count }) => ({ count, ...byCount, statistic: found.count })),
    values: found.values.map(({ value }) => value),
    shown: quoted(found.values.map(({ value }) => value)),
    seen: `${cells.slice(0, 5).join('; ')}.`,
    harm: 'Such a word means that the cell is not known; as a level of its own it hides how much is missing.',
    isNumeric: false,
    rows: found.rows,
  });
}

function listed(found: readonly Sentinel[], text: (value: number) => string): string {
  return found
    .map(({ value, count, reason }) => `${text(value)} stands in ${counted(count, 'row')} and ${reason}`)
    .join('; ');
}

interface Finding {
  readonly facts: ColumnFacts;
  readonly found: readonly Pick<Sentinel, 'count' | 'measure' | 'statistic' | 'threshold'>[];
  readonly values: (string | number)[];
  readonly shown: string;
  readonly seen: string;
  readonly harm: string;
  readonly isNumeric: boolean;
  readonly rows: number[];
}

function describe(context: ProfileContext, finding: Finding): Issue {
  const { facts, found, values, shown, isNumeric } = finding;
  const { name } = facts.column;
  const count = found.reduce((total, sentinel) => total + sentinel.count, 0);
  const share = count / context.table.rowCount;
  const weakest = found.reduce((a, b) => (b.statistic - b.threshold < a.statistic - a.threshold ? b : a));
  return {
    detector: 'missing.sentinel',
    severity: isNumeric && share >= context.thresholds.sentinelError ? 'error' : 'warning',
    columns: [name],
    count,
    share,
    measure: weakest.measure,
    statistic: weakest.statistic,
    threshold: weakest.threshold,
    rows: finding.rows,
    title: `${name} hides missing values behind ${shown}`,
    message: `${finding.seen} That is ${percent(share)} of ${countText(context.table.rowCount)} rows. ${finding.harm}`,
    fixes: [{ kind: 'mark-missing', label: `Read ${shown} as missing`, column: name, values }],
  };
}
