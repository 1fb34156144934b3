import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { experimentSpec } from '../contract/experiment.ts';
import type { RunId } from '../contract/ids.ts';
import { type Run, runEnvironment, runMetrics } from '../contract/run.ts';
import { CoreError } from '../errors.ts';
import type { ScoredPart } from '../evaluate/scored-part.ts';
import { readPredictions } from '../store/predictions.ts';
import { getRunSummary, runPath } from '../store/runs.ts';
import type { EngineContext } from './context.ts';

/** A run with all that was measured, read from its folder. Throws RUN_UNKNOWN. */
export async function readRun(context: EngineContext, id: RunId): Promise<Run> {
  const { origin, datasetName } = getRunSummary(context.project, id);
  const directory = runPath(context.project, id);
  const read = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(join(directory, name), 'utf8'));
  return {
    id,
    origin,
    datasetName,
    spec: experimentSpec.parse(await read('spec.json')),
    metrics: runMetrics.parse(await read('metrics.json')),
    environment: runEnvironment.parse(await read('env.json')),
  };
}

/** What the run's models say of the test rows, keyed by model. */
export async function readTestPredictions(
  context: EngineContext,
  run: Run,
): Promise<Map<string, ScoredPart>> {
  const predictions = await readPredictions({
    openSql: context.openSql,
    path: join(runPath(context.project, run.id), 'predictions.parquet'),
    classNames: run.metrics.classNames,
  });
  return new Map([...predictions].map(([key, { test }]) => [key, test]));
}

/** The predictions of one model on test. Throws LEARNER_UNKNOWN. */
export async function readModelPredictions(
  context: EngineContext,
  { run, learner }: { run: Run; learner: string },
): Promise<ScoredPart> {
  const part = (await readTestPredictions(context, run)).get(learner);
  if (part) return part;
  const known = run.metrics.models.map(({ key }) => key).join(', ');
  throw new CoreError('LEARNER_UNKNOWN', `The run has no model "${learner}"; it has ${known}.`);
}
