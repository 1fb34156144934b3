import { performance } from 'node:perf_hooks';
import type { DatasetVersionId } from '../contract/ids.ts';
import type { SplitCheckRequest, SplitChecks } from '../contract/split-check.ts';
import { type ColumnFacts, columnFacts } from '../profile/column-facts.ts';
import { columnValues } from '../profile/column-values.ts';
import { createPause } from '../profile/pause.ts';
import { checkSplit } from '../split/checks/check-split.ts';
import { projectSalt } from '../store/salt.ts';
import type { EngineContext } from './context.ts';
import { prepareSplit } from './prepare-run.ts';

const knownFacts = new WeakMap<EngineContext, Map<DatasetVersionId, readonly ColumnFacts[]>>();

/** Parts the rows as a run would, and checks the parts. */
export async function checkParts(
  context: EngineContext,
  { request, signal }: { request: SplitCheckRequest; signal?: AbortSignal },
): Promise<SplitChecks> {
  const { version, ...spec } = request;
  const [sql, table] = [await context.sql(), context.table(version)];
  const salt = projectSalt(context.project);
  const { labels, plan } = await prepareSplit({ sql, table, spec, salt, signal });
  const columns = await factsOf(context, { version, signal });
  const { target, recipe } = spec;
  const { parts } = plan;
  return checkSplit({
    sql,
    table,
    columns,
    target,
    recipe,
    labels,
    parts,
    now: () => performance.now(),
    signal,
  });
}

/** Facts of a version never change; they are kept for the next split of it. */
async function factsOf(
  context: EngineContext,
  { version, signal }: { version: DatasetVersionId; signal?: AbortSignal },
): Promise<readonly ColumnFacts[]> {
  const cache = knownFacts.get(context) ?? new Map<DatasetVersionId, readonly ColumnFacts[]>();
  knownFacts.set(context, cache);
  const cached = cache.get(version);
  if (cached) return cached;
  const [sql, table] = [await context.sql(), context.table(version)];
  const values = columnValues({ sql, table, signal });
  const facts = await columnFacts({ sql, table, values, pause: createPause({ signal }), signal });
  cache.set(version, facts);
  return facts;
}
