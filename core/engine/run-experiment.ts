import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ExperimentSpec } from '../contract/experiment.ts';
import type { RunId } from '../contract/ids.ts';
import type { JobResult, WorkEvent } from '../contract/job.ts';
import type { RunEnvironment, RunMetrics, RunSummary } from '../contract/run.ts';
import { throwIfCancelled } from '../errors.ts';
import { canonicalJson } from '../shared/canonical-json.ts';
import { addLook } from '../store/looks.ts';
import { writePredictions } from '../store/predictions.ts';
import { writeRunDirectory } from '../store/run-directory.ts';
import { hasRun } from '../store/runs.ts';
import { projectSalt } from '../store/salt.ts';
import { getVersion } from '../store/versions.ts';
import { engineVersion } from '../version.ts';
import type { EngineContext } from './context.ts';
import { describeEnvironment } from './environment.ts';
import { type FittedModel, fitModels } from './fit-models.ts';
import type { JobContext } from './jobs.ts';
import { type PreparedRun, prepareRun } from './prepare-run.ts';
import { runIdOf } from './run-id.ts';

/** Executes an experiment, or answers with the run that is there already. A run that is stopped leaves nothing. */
export async function runExperiment(
  context: EngineContext,
  spec: ExperimentSpec,
  { signal, report }: JobContext,
): Promise<JobResult> {
  const id = runIdOf(spec, engineVersion);
  if (hasRun(context.project, id)) return { kind: 'run', run: id, wasCached: true };
  const startedAt = context.now();
  const log: object[] = [];
  const note = (event: WorkEvent) => {
    log.push({ at: context.now().toISOString(), ...event });
    report(event);
  };

  note({ kind: 'progress', message: 'splitting and preparing features', done: 0, total: null });
  const prepared = await prepareRun({
    sql: await context.sql(),
    table: context.table(spec.data.version),
    spec,
    salt: projectSalt(context.project),
    signal,
  });
  const models = await fitModels({ spec, prepared, pool: context.pool(), signal, report: note });
  const environment: RunEnvironment = {
    ...describeEnvironment(),
    startedAt: startedAt.toISOString(),
    elapsedMs: context.now().getTime() - startedAt.getTime(),
    fitMs: Object.fromEntries(models.map(({ model, fitMs }) => [model.key, fitMs])),
  };
  throwIfCancelled(signal);
  await writeRunDirectory(context.project, {
    summary: summarise({
      id,
      spec,
      models,
      environment,
      datasetName: getVersion(context.project, spec.data.version).name,
      origin: 'local',
    }),
    write: (directory) => writeArtifacts({ context, directory, spec, prepared, models, environment, log }),
  });
  addLook(context.project, { digest: prepared.plan.digest, run: id, at: context.now().toISOString() });
  return { kind: 'run', run: id, wasCached: false };
}

/** What lists of runs show; the best model is the candidate or baseline with the highest average precision on test. */
export function summarise(options: {
  id: RunId;
  spec: ExperimentSpec;
  models: readonly Pick<FittedModel, 'model'>[];
  environment: RunEnvironment;
  datasetName: string;
  origin: RunSummary['origin'];
}): RunSummary {
  const { id, spec, environment, datasetName, origin } = options;
  const ranked = options.models
    .map(({ model }) => ({ name: model.name, averagePrecision: model.test.averagePrecision }))
    .sort((a, b) => (b.averagePrecision ?? -1) - (a.averagePrecision ?? -1));
  return {
    id,
    name: spec.name,
    version: spec.data.version,
    datasetName,
    target: spec.target.column,
    createdAt: environment.startedAt,
    elapsedMs: environment.elapsedMs,
    origin,
    bestModel: ranked[0]?.name ?? null,
    bestAveragePrecision: ranked[0]?.averagePrecision ?? null,
  };
}

async function writeArtifacts(options: {
  context: EngineContext;
  directory: string;
  spec: ExperimentSpec;
  prepared: PreparedRun;
  models: readonly FittedModel[];
  environment: RunEnvironment;
  log: readonly object[];
}): Promise<void> {
  const { context, directory, spec, prepared, models, environment, log } = options;
  const metrics: RunMetrics = {
    classNames: [...prepared.labels.classNames],
    positiveIndex: prepared.labels.positiveIndex,
    featureNames: [...prepared.featureNames],
    split: prepared.summary,
    models: models.map(({ model }) => model),
  };
  const texts = {
    'spec.json': canonicalJson(spec),
    'metrics.json': canonicalJson(metrics),
    'recipe.json': canonicalJson(prepared.recipe),
    'env.json': canonicalJson(environment),
    'log.ndjson': log.map((line) => JSON.stringify(line)).join('\n'),
  };
  for (const [name, text] of Object.entries(texts)) await writeFile(join(directory, name), `${text}\n`);
  for (const { model, files } of models) {
    for (const { name, bytes } of files) {
      const path = join(directory, 'model', model.key, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, bytes);
    }
  }
  const { labels, validationRows, testRows } = prepared;
  await writePredictions({
    openSql: context.openSql,
    path: join(directory, 'predictions.parquet'),
    classNames: labels.classNames,
    parts: [
      {
        part: 'validation',
        rows: validationRows,
        models: models.map(({ model, validation }) => ({ key: model.key, ...validation })),
      },
      {
        part: 'test',
        rows: testRows,
        models: models.map(({ model, test }) => ({ key: model.key, ...test })),
      },
    ],
  });
}
