import { performance } from 'node:perf_hooks';
import type { DatasetVersionId } from '../contract/ids.ts';
import type { ProgressEvent } from '../contract/job.ts';
import type { SplitCheckRequest, SplitChecks } from '../contract/split-check.ts';
import { type ColumnFacts, columnFacts } from '../profile/column-facts.ts';
import { columnValues } from '../profile/column-values.ts';
import { createPause } from '../profile/pause.ts';
import { checkSplit } from '../split/checks/check-split.ts';
import { projectSalt } from '../store/salt.ts';
import type { EngineContext } from './context.ts';
import { keepFacts, knownFacts } from './known-facts.ts';
import { prepareSplit } from './prepare-run.ts';
import { setThresholds } from './thresholds.ts';

interface CheckPartsOptions {
  readonly request: SplitCheckRequest;
  readonly onEvent?: (event: ProgressEvent) => void;
  readonly signal?: AbortSignal;
}

/** Parts the rows as a run would, and checks the parts. `onEvent` hears of percent. */
export async function checkParts(
  context: EngineContext,
  { request, onEvent, signal }: CheckPartsOptions,
): Promise<SplitChecks> {
  const { version, ...spec } = request;
  const [sql, table] = [await context.sql(), context.table(version)];
  const salt = projectSalt(context.project);
  const set = setThresholds(spec.thresholds);
  const report = (message: string, done: number) =>
    onEvent?.({ kind: 'progress', message, done, total: 100 });
  report('Parting the rows', 0);
  const { labels, plan } = await prepareSplit({ sql, table, spec, salt, signal });
  const columns = await factsOf(context, {
    version,
    onColumn: (done) => report('Reading the columns', 5 + (45 * done) / table.columns.length),
    signal,
  });
  const { target, recipe } = spec;
  const { parts } = plan;
  return checkSplit({
    sql,
    table,
    columns,
    target,
    recipe,
    kind: spec.split.kind,
    labels,
    parts,
    thresholds: set.profile,
    limits: set.split,
    now: () => performance.now(),
    onEvent: ({ message, done, total }) => report(message, 50 + (50 * done) / (total || 1)),
    signal,
  });
}

/** Facts of a version never change; they are kept for the next split of it. */
async function factsOf(
  context: EngineContext,
  options: { version: DatasetVersionId; onColumn: (done: number) => void; signal?: AbortSignal },
): Promise<readonly ColumnFacts[]> {
  const { version, onColumn, signal } = options;
  const there = knownFacts(context.project, version);
  if (there) return there;
  const [sql, table] = [await context.sql(), context.table(version)];
  const values = columnValues({ sql, table, signal, threads: context.pool() });
  const facts = await columnFacts({ sql, table, values, pause: createPause({ signal }), onColumn, signal });
  keepFacts(context.project, version, facts);
  return facts;
}
