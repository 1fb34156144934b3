import type { Issue } from '../../contract/profile.ts';
import type { ColumnFacts } from '../column-facts.ts';
import type { Detector, ProfileContext } from '../detector.ts';
import { firstRows } from '../evidence.ts';
import { counted, countText, percent } from '../phrase.ts';
import type { TargetClasses } from '../target-classes.ts';
import type { Thresholds } from '../thresholds.ts';
import { wilsonInterval } from '../wilson.ts';

/**
 * Columns that are empty or zero in most rows and filled mostly where the outcome is positive: known only after
 * it. Positive is the positive class of two; of more, each class, and everything but the largest. Counts the
 * labelled rows that are filled. Lift is the share of positives among filled rows over their share among all;
 * its interval takes the overall share as known and the Wilson interval for the filled rows. An error also
 * needs that interval to leave less than half of the negatives that all rows have, so that a common class or a
 * handful of rows is no proof.
 */
export const leakAfterOutcome: Detector = {
  id: 'leak.after-outcome',
  cost: 'columns',
  needsTarget: true,
  async detect(context) {
    const target = await context.targetClasses();
    const issues: Issue[] = [];
    for (const facts of context.features) {
      const { missing, numeric } = facts.statistics;
      const empty = (missing + (numeric?.zeros ?? 0)) / context.table.rowCount;
      if (facts.column.type !== 'boolean' && empty < context.thresholds.afterOutcomeEmpty) continue;
      await context.pause();
      const issue = await findIn(context, facts, target);
      if (issue !== null) issues.push(issue);
    }
    return { issues };
  },
};

async function findIn(
  context: ProfileContext,
  facts: ColumnFacts,
  target: TargetClasses,
): Promise<Issue | null> {
  const { thresholds } = context;
  const isFilled = await filledRows(context, facts);
  const filledByClass: number[] = new Array(target.names.length).fill(0);
  const { codes } = target;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] ?? -1;
    if (code >= 0 && isFilled(row)) filledByClass[code] = (filledByClass[code] ?? 0) + 1;
  }
  const filled = filledByClass.reduce((total, count) => total + count, 0);
  const emptyShare = 1 - filled / target.labelled;
  if (filled < thresholds.afterOutcomeRows || emptyShare < thresholds.afterOutcomeEmpty) return null;
  const best = outcomes(target)
    .map((outcome) => judge({ outcome, filledByClass, filled, target, thresholds }))
    .filter((verdict) => verdict !== null)
    .sort((a, b) => (a.severity === b.severity ? b.share - a.share : a.severity === 'error' ? -1 : 1))[0];
  if (best === undefined) return null;
  const rows = firstRows(target.codes.length, (row) => (target.codes[row] ?? -1) >= 0 && isFilled(row));
  return describe({ context, facts, target, filled, best, rows });
}

async function filledRows(
  { values }: ProfileContext,
  { column }: ColumnFacts,
): Promise<(row: number) => boolean> {
  if (column.type === 'text') {
    const { codes } = await values.levels(column);
    return (row) => (codes[row] ?? -1) >= 0;
  }
  const numbers = await values.numbers(column);
  if (column.type === 'date' || column.type === 'timestamp') return (row) => !Number.isNaN(numbers[row]);
  return (row) => numbers[row] !== 0 && !Number.isNaN(numbers[row]);
}

interface Outcome {
  readonly label: string;
  /** Indices of the classes that count as positive. */
  readonly classes: readonly number[];
}

function outcomes({ names, counts, positive }: TargetClasses): Outcome[] {
  if (positive !== null) return [{ label: `"${names[positive]}"`, classes: [positive] }];
  const largest = counts.indexOf(Math.max(...counts));
  const others = names.flatMap((_, index) => (index === largest ? [] : [index]));
  return [
    { label: `not "${names[largest]}"`, classes: others },
    ...names.map((name, index) => ({ label: `"${name}"`, classes: [index] })),
  ];
}

interface Verdict {
  readonly outcome: Outcome;
  readonly severity: 'error' | 'warning';
  /** Share of positives among filled rows, and among all labelled rows. */
  readonly share: number;
  readonly overall: number;
  readonly lift: number;
  readonly liftLower: number;
}

function judge(options: {
  outcome: Outcome;
  filledByClass: readonly number[];
  filled: number;
  target: TargetClasses;
  thresholds: Thresholds;
}): Verdict | null {
  const { outcome, filledByClass, filled, target, thresholds } = options;
  const total = (rows: readonly number[]) =>
    outcome.classes.reduce((sum, index) => sum + (rows[index] ?? 0), 0);
  const positives = total(filledByClass);
  const share = positives / filled;
  const overall = total(target.counts) / target.labelled;
  const [lower] = wilsonInterval(positives, filled);
  const verdict = { outcome, share, overall, lift: share / overall, liftLower: lower / overall };
  if (share >= thresholds.afterOutcomeError && 1 - lower < (1 - overall) / 2) {
    return { ...verdict, severity: 'error' };
  }
  const isWarning =
    share >= thresholds.afterOutcomeWarning &&
    verdict.lift >= thresholds.afterOutcomeLift &&
    verdict.liftLower > thresholds.afterOutcomeLiftLower;
  return isWarning ? { ...verdict, severity: 'warning' } : null;
}

function describe(found: {
  context: ProfileContext;
  facts: ColumnFacts;
  target: TargetClasses;
  filled: number;
  best: Verdict;
  rows: number[];
}): Issue {
  const { context, facts, target, filled, best, rows } = found;
  const { afterOutcomeError, afterOutcomeWarning } = context.thresholds;
  const { name } = facts.column;
  const outcome = `${target.column.column.name} is ${best.outcome.label}`;
  const word = facts.column.type === 'text' ? 'filled' : 'filled and not zero';
  return {
    detector: 'leak.after-outcome',
    severity: best.severity,
    columns: [name],
    count: filled,
    share: filled / context.table.rowCount,
    measure: 'share of positives among filled rows',
    statistic: best.share,
    threshold: best.severity === 'error' ? afterOutcomeError : afterOutcomeWarning,
    rows,
    title: `${name} is probably known only after the outcome`,
    message: `It is ${word} in ${counted(filled, 'row')} of ${countText(target.labelled)}; in ${percent(best.share)} of them ${outcome}, against ${percent(best.overall)} overall (lift ${best.lift.toFixed(1)}, at least ${best.liftLower.toFixed(1)} with 95 % confidence). What is written down after the outcome is not there when a prediction is due.`,
    fixes: [{ kind: 'drop-columns', label: `Drop ${name}`, columns: [name] }],
  };
}
