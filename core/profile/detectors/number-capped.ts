import type { Fix, Issue } from '../../contract/profile.ts';
import type { ColumnFacts } from '../column-facts.ts';
import type { Detector, ProfileContext } from '../detector.ts';
import { firstRows } from '../evidence.ts';
import type { Run } from '../number-runs.ts';
import { counted, numberText, percent } from '../phrase.ts';
import { numericSentinels } from '../sentinel-numbers.ts';
import type { Thresholds } from '../thresholds.ts';

/**
 * Numbers cut off at a limit: the largest or smallest value holds ten times the cells of the most frequent of the
 * five values next to it, and stands where these would go on: as many cells again (a tenth of all at most) lie within
 * half the range. Natural ends are left alone: zero, one at the low end, one and a hundred at the high end; so are
 * codes for missing. The target is looked at too. Counts the cells at the limit.
 */
export const numberCapped: Detector = {
  id: 'number.capped',
  cost: 'statistics',
  needsTarget: false,
  async detect(context) {
    const issues: Issue[] = [];
    for (const facts of context.columns) {
      const suspects = findSpikes(facts, context.thresholds);
      if (suspects.length === 0) continue;
      await context.pause();
      const sorted = await context.values.sorted(facts.column);
      const codes = numericSentinels(sorted, context.thresholds).map(({ value }) => value);
      const caps = suspects.filter((cap) => !codes.includes(cap.value) && goesOn(cap, sorted));
      if (caps.length === 0) continue;
      issues.push(await describe(context, facts, caps));
    }
    return { issues };
  },
};

interface Cap extends Run {
  readonly side: 'smallest' | 'largest';
  readonly spike: number;
}

const naturalEnds = { smallest: new Set([0, 1]), largest: new Set([0, 1, 100]) } as const;

function findSpikes({ statistics, numeric }: ColumnFacts, limits: Thresholds): Cap[] {
  if (numeric === null || statistics.distinct < limits.capDistinct) return [];
  const ends = [
    { side: 'largest', runs: numeric.shape.highest },
    { side: 'smallest', runs: numeric.shape.lowest },
  ] as const;
  return ends.flatMap(({ side, runs: [end, ...next] }) => {
    if (end === undefined || naturalEnds[side].has(end.value)) return [];
    const spike = end.count / Math.max(...next.map(({ count }) => count));
    const isSpike = end.count >= limits.capCells && spike >= limits.capSpike;
    return isSpike ? [{ ...end, side, spike }] : [];
  });
}

/** Whether the values go on up to the end: past it, as many cells again lie within half the range. */
function goesOn({ side, count, value }: Cap, sorted: Float64Array): boolean {
  const n = sorted.length;
  const past = count + Math.min(count, Math.floor(n / 10));
  const reached = side === 'largest' ? sorted[n - past] : sorted[past - 1];
  const range = (sorted[n - 1] ?? 0) - (sorted[0] ?? 0);
  return past <= n && Math.abs(value - (reached ?? Infinity)) <= range / 2;
}

async function describe(context: ProfileContext, facts: ColumnFacts, caps: readonly Cap[]): Promise<Issue> {
  const { name } = facts.column;
  const count = caps.reduce((total, cap) => total + cap.count, 0);
  const ends = new Set(caps.map(({ value }) => value));
  const values = await context.values.numbers(facts.column);
  const listed = caps.map(
    (cap) =>
      `${numberText(cap.value)}, the ${cap.side} value, stands in ${counted(cap.count, 'row')}, ${cap.spike.toFixed(0)} times as many as any value next to it`,
  );
  const isTarget = facts === context.targetColumn;
  return {
    detector: 'number.capped',
    severity: 'warning',
    columns: [name],
    count,
    share: count / context.table.rowCount,
    measure: 'cells at the end over the most frequent value next to it',
    statistic: Math.max(...caps.map(({ spike }) => spike)),
    threshold: context.thresholds.capSpike,
    rows: firstRows(values.length, (row) => ends.has(values[row] ?? Number.NaN)),
    title: `${name} is cut off at ${caps.map(({ value }) => numberText(value)).join(' and ')}`,
    message: `${listed.join('; ')} (${percent(count / context.table.rowCount)} of rows). What lies beyond is not known; ${isTarget ? 'a model learns the limit and is judged by it.' : 'distances at this end mean less than they say.'}`,
    fixes: fixesOf({ name, ends: [...ends], isTarget }),
  };
}

/** Leave the rows at the limit out; or, in a feature, take the limit for a missing cell, which gets a feature of its own. */
function fixesOf({
  name,
  ends,
  isTarget,
}: {
  name: string;
  ends: readonly number[];
  isTarget: boolean;
}): Fix[] {
  const limits = ends.map(numberText).join(' or ');
  const leaveOut: Fix = {
    kind: 'drop-rows',
    label: `Leave out rows where ${name} is ${limits}`,
    where: { kind: 'equals', column: name, values: [...ends] },
  };
  const mark: Fix = {
    kind: 'mark-missing',
    label: `Mark ${limits} in ${name} as missing`,
    column: name,
    values: [...ends],
  };
  return isTarget ? [leaveOut] : [leaveOut, mark];
}
