import type { ProfilePartEvent, WorkEvent } from '../contract/job.ts';
import type { ColumnStatistics, DetectorOutcome, Issue, Profile, TargetSpec } from '../contract/profile.ts';
import { CoreError } from '../errors.ts';
import type { Sql } from '../shared/sql.ts';
import type { Table } from '../shared/table.ts';
import { type ColumnFacts, columnFacts } from './column-facts.ts';
import { columnValues } from './column-values.ts';
import type { Detector, ProfileContext } from './detector.ts';
import { inLanes, mixed } from './lanes.ts';
import { createPause } from './pause.ts';
import { profileContext } from './profile-context.ts';
import { harmPlace, rankIssues } from './rank.ts';
import { detectors as allDetectors } from './registry.ts';
import type { Threads } from './threads.ts';
import { resolveThresholds, type Thresholds } from './thresholds.ts';

/** What a profile is made of. */
export interface ProfileOptions {
  readonly sql: Sql;
  readonly table: Table;
  /** A function is asked once the columns are counted. */
  readonly target: TargetSpec | null | ((columns: readonly ColumnStatistics[]) => TargetSpec | null);
  /** Draws folds and samples; the same seed gives the same profile. */
  readonly seed: number;
  /** Milliseconds; only differences are used, for `elapsedMs`. */
  readonly now: () => number;
  readonly thresholds?: Partial<Thresholds>;
  /** Which detectors run; all unless said. */
  readonly detectors?: readonly Detector[];
  /** When the data was loaded (ISO 8601): later dates lie in the future. Without it none does. */
  readonly asOf?: string;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: Extract<WorkEvent, { kind: 'progress' }>) => void;
  /** Exact facts of every column in file order, where they were counted before. */
  readonly columns?: readonly ColumnFacts[];
  /** Hears the facts of all columns, before the detectors begin. */
  readonly onFacts?: (columns: readonly ColumnFacts[]) => void;
  /** Where results are kept as they come, by detector, so that a run that is ended and begun again goes on. */
  readonly resultsFor?: (target: TargetSpec | null) => Map<string, DetectorResult>;
  /** Hears what is found as it is found. */
  readonly onPart?: (event: ProfilePartEvent) => void;
  /** For the heavy parts of large tables, so that whoever calls stays free; the result is the same without. */
  readonly threads?: Threads;
}

/** Detectors at work at a time when there are threads: one reads while another computes. */
const lanes = 3;

/**
 * Exact statistics of every column and the ranked findings of every detector. Progress counts columns, then
 * detectors. Detectors that need a target are skipped, with the reason, without one, with a single class, or
 * with more classes than a classifier has; all are skipped for a table without rows.
 * Throws COLUMN_UNKNOWN for a target that is no column, TARGET_POSITIVE_UNKNOWN for a class that does not occur,
 * OPTION_INVALID for an unknown threshold, CANCELLED when the signal aborts.
 */
export async function profileTable(options: ProfileOptions): Promise<Profile> {
  const { sql, seed, now, signal, threads, onEvent, detectors = allDetectors } = options;
  // What finds cells by column needs the columns of the facts themselves.
  const table = options.columns
    ? { ...options.table, columns: options.columns.map(({ column }) => column) }
    : options.table;
  const startedAt = now();
  const thresholds = resolveThresholds(options.thresholds);
  if (typeof options.target !== 'function') findTarget(table, options.target);
  const pause = createPause({ signal });
  const values = columnValues({ sql, table, signal, threads });
  const total = table.columns.length + detectors.length;
  const report = (message: string, done: number) => onEvent?.({ kind: 'progress', message, done, total });

  report('Reading columns', 0);
  const onColumn = (done: number, statistics: ColumnStatistics) => {
    report(`Counted column ${done} of ${table.columns.length}`, done);
    options.onPart?.({ kind: 'profile-part', columns: [statistics], issues: [], place: 0 });
  };
  const columns = options.columns ?? (await columnFacts({ sql, table, values, pause, onColumn, signal }));
  const statistics = columns.map((facts) => facts.statistics);
  if (options.columns) options.onPart?.({ kind: 'profile-part', columns: statistics, issues: [], place: 0 });
  options.onFacts?.(columns);
  const target = typeof options.target === 'function' ? options.target(statistics) : options.target;
  const context = profileContext({
    sql,
    table,
    target,
    targetIndex: findTarget(table, target),
    columns,
    values,
    thresholds,
    seed,
    asOf: secondsOf(options.asOf),
    pause,
    signal,
  });

  const obstacle = await targetObstacle(context);
  const known = options.resultsFor?.(target) ?? new Map<string, DetectorResult>();
  const results: (DetectorResult | undefined)[] = detectors.map(() => undefined);
  let begun = table.columns.length;
  const checks = detectors.map((detector, i) => async () => {
    await pause();
    report(`Checking ${detector.id}`, begun++);
    const result = known.get(detector.id) ?? (await runDetector({ detector, context, obstacle, now }));
    known.set(detector.id, result);
    results[i] = result;
    if (result.found.length > 0) {
      const issues = rankIssues(result.found);
      options.onPart?.({ kind: 'profile-part', columns: [], issues, place: harmPlace(detector.id) });
    }
  });
  const ofCost = (isPairs: boolean) => checks.filter((_, i) => (detectors[i]?.cost === 'pairs') === isPairs);
  // With threads the long ones begin early, beside the quick ones, so that none is left alone at the end.
  await (threads === undefined ? inLanes(checks, 1) : inLanes(mixed(ofCost(true), ofCost(false)), lanes));
  const done = results.filter((result) => result !== undefined);
  report('Profile complete', total);
  return {
    version: table.version,
    target,
    rowCount: table.rowCount,
    columns: statistics,
    issues: rankIssues(done.flatMap(({ found }) => found)),
    outcomes: done.map(({ outcome }) => outcome),
    elapsedMs: now() - startedAt,
  };
}

function secondsOf(moment: string | undefined): number | null {
  const milliseconds = moment === undefined ? Number.NaN : Date.parse(moment);
  return Number.isNaN(milliseconds) ? null : milliseconds / 1000;
}

function findTarget(table: Table, target: TargetSpec | null): number | null {
  if (target === null) return null;
  const index = table.columns.findIndex(({ name }) => name === target.column);
  if (index >= 0) return index;
  const known = table.columns
    .slice(0, 20)
    .map(({ name }) => `"${name}"`)
    .join(', ');
  throw new CoreError(
    'COLUMN_UNKNOWN',
    `There is no column "${target.column}" to predict; the columns are ${known}.`,
    {
      details: { column: target.column },
    },
  );
}

/** Why detectors that need a classification target cannot run, or null. */
async function targetObstacle(context: ProfileContext): Promise<string | null> {
  const facts = context.targetColumn;
  if (facts === null) return 'No target was chosen.';
  const { name } = facts.column;
  const { distinct } = facts.statistics;
  if (distinct < 2) return `The target "${name}" has ${distinct === 0 ? 'no labels' : 'one class only'}.`;
  if (distinct > context.thresholds.targetClasses) {
    return `The target "${name}" has ${distinct} different values, more than the ${context.thresholds.targetClasses} classes that can be told apart.`;
  }
  await context.targetClasses();
  return null;
}

/** What one detector found, and what became of it. */
export interface DetectorResult {
  readonly found: readonly Issue[];
  readonly outcome: DetectorOutcome;
}

async function runDetector(options: {
  detector: Detector;
  context: ProfileContext;
  obstacle: string | null;
  now: () => number;
}): Promise<DetectorResult> {
  const { detector, context, obstacle, now } = options;
  const reason =
    context.table.rowCount === 0 ? 'The table has no rows.' : detector.needsTarget ? obstacle : null;
  if (reason !== null) {
    const outcome = {
      detector: detector.id,
      status: 'skipped' as const,
      reason,
      sampledRows: null,
      elapsedMs: 0,
    };
    return { found: [], outcome };
  }
  const startedAt = now();
  const { issues, sampledRows = null } = await detector.detect(context);
  const elapsedMs = now() - startedAt;
  return {
    found: issues,
    outcome: { detector: detector.id, status: 'done', reason: null, sampledRows, elapsedMs },
  };
}
