import { isNoFeature } from '../../contract/apply-fix.ts';
import type { RecipeSpec, SplitSpec } from '../../contract/experiment.ts';
import type { ProgressEvent } from '../../contract/job.ts';
import type { DetectorOutcome, Issue, TargetSpec } from '../../contract/profile.ts';
import type { SplitChecks } from '../../contract/split-check.ts';
import type { ColumnFacts } from '../../profile/column-facts.ts';
import { columnValues } from '../../profile/column-values.ts';
import { createPause } from '../../profile/pause.ts';
import { profileContext } from '../../profile/profile-context.ts';
import { resolveThresholds, type Thresholds } from '../../profile/thresholds.ts';
import type { Sql } from '../../shared/sql.ts';
import type { Table } from '../../shared/table.ts';
import type { Labels } from '../labels.ts';
import type { SplitCheck, SplitContext } from './split-check.ts';
import { defaultSplitLimits, type SplitLimits } from './split-limits.ts';
import { splitChecks as allChecks } from './split-registry.ts';

/** Samples and folds are the same for everybody, so that findings can be compared. */
const sampleSeed = 1;
const severityOrder = { error: 0, warning: 1, note: 2 } as const;

/** What a split is checked with. */
export interface CheckOptions {
  readonly sql: Sql;
  readonly table: Table;
  /** Exact facts of every column of the table, in file order. */
  readonly columns: readonly ColumnFacts[];
  readonly target: TargetSpec;
  readonly recipe: RecipeSpec;
  /** How the rows were parted; by default `stratified`. */
  readonly kind?: SplitSpec['kind'];
  readonly labels: Labels;
  /** Part of each row, a value of PART. */
  readonly parts: Uint8Array;
  /** Milliseconds; only differences are used, for `elapsedMs`. */
  readonly now: () => number;
  readonly limits?: Partial<SplitLimits>;
  /** Of the detectors that checks borrow from. */
  readonly thresholds?: Partial<Thresholds>;
  /** Which checks run; all unless said. */
  readonly checks?: readonly SplitCheck[];
  /** Told how many checks are done. */
  readonly onEvent?: (event: ProgressEvent) => void;
  readonly signal?: AbortSignal;
}

/**
 * What speaks against these parts, ranked by likely harm. Cells are looked at as they were loaded; the columns that the
 * recipe leaves out are looked at only for what they name. Rejects with CANCELLED when the signal aborts.
 */
export async function checkSplit(options: CheckOptions): Promise<SplitChecks> {
  const { checks = allChecks, now, onEvent } = options;
  const context = splitContext(options);
  const issues: Issue[] = [];
  const outcomes: DetectorOutcome[] = [];
  for (const check of checks) {
    await context.profile.pause();
    onEvent?.({
      kind: 'progress',
      message: 'Comparing the parts over all rows',
      done: outcomes.length,
      total: checks.length,
    });
    const startedAt = now();
    const found = await check.detect(context);
    issues.push(...found.issues);
    outcomes.push({
      detector: check.id,
      status: 'done',
      reason: null,
      sampledRows: found.sampledRows ?? null,
      elapsedMs: now() - startedAt,
    });
  }
  return { issues: ranked(issues, checks), outcomes };
}

function splitContext(options: CheckOptions): SplitContext {
  const { sql, table, columns, target, recipe, labels, parts, signal } = options;
  const found = table.columns.findIndex(({ name }) => name === target.column);
  const profile = profileContext({
    sql,
    /* Facts may have been kept from an earlier look; what finds cells by column needs the same objects. */
    table: { ...table, columns: columns.map(({ column }) => column) },
    target,
    targetIndex: found < 0 ? null : found,
    columns,
    values: columnValues({ sql, table, signal }),
    thresholds: resolveThresholds(options.thresholds),
    seed: sampleSeed,
    pause: createPause({ signal }),
    signal,
  });
  return {
    profile,
    recipe,
    kind: options.kind ?? 'stratified',
    features: profile.features.filter(({ column }) => !isNoFeature(recipe, column.name)),
    parts,
    labels,
    limits: { ...defaultSplitLimits, ...options.limits },
  };
}

function ranked(issues: readonly Issue[], checks: readonly SplitCheck[]): Issue[] {
  const place = new Map(checks.map(({ id }, i) => [id, i]));
  return [...issues].sort(
    (a, b) =>
      severityOrder[a.severity] - severityOrder[b.severity] ||
      (place.get(a.detector) ?? 0) - (place.get(b.detector) ?? 0) ||
      b.share - a.share ||
      (a.columns.join('\n') < b.columns.join('\n') ? -1 : 1),
  );
}
