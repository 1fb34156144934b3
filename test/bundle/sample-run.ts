import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ExportBundleOptions } from '../../core/bundle/export-bundle.ts';
import type { BundleReaders } from '../../core/bundle/verify-bundle.ts';
import { datasetVersion } from '../../core/contract/dataset.ts';
import { type ExperimentSpec, experimentSpec } from '../../core/contract/experiment.ts';
import { runId } from '../../core/contract/ids.ts';
import { type RunMetrics, runEnvironment, runMetrics } from '../../core/contract/run.ts';
import { evaluateParts } from '../../core/evaluate/evaluate-parts.ts';
import { canonicalJson, sha256 } from '../../core/shared/canonical-json.ts';
import { createRng } from '../../core/shared/rng.ts';
import { type OpenSql, quoteText } from '../../core/shared/sql.ts';
import { openDuck } from '../../core/store/duck.ts';
import { readPredictions, writePredictions } from '../../core/store/predictions.ts';

const classNames = ['no', 'yes'];
const engineVersion = '0.1.0';
const createdAt = '2024-03-10T02:30:15.250Z';

export const openSql: OpenSql = (allowedPaths) =>
  openDuck({ threads: 1, memoryLimitMb: 512, spillDirectory: null, allowedPaths });

export const readers: BundleReaders = {
  runIdOf,
  readPredictions: (path, { classNames }) => readPredictions({ openSql, path, classNames }),
  hashData: (path) => hashRows(path),
};

/** A folder that is removed when the test ends. */
export async function temporaryFolder(): Promise<AsyncDisposable & { path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'assay-bundle-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** A small run with real predictions, metrics that follow from them, and its data; as export takes it. */
export async function makeRun(folder: string, name = 'Loans, first look'): Promise<ExportBundleOptions> {
  const runDirectory = join(folder, 'run');
  await mkdir(join(runDirectory, 'model', 'mlp'), { recursive: true });
  const parquetPath = join(folder, 'data.parquet');
  const version = await writeData(parquetPath);
  const spec = experimentSpec.parse({
    assay: 1,
    name,
    data: { version },
    target: { column: 'paid' },
    seed: 7,
  });
  const files = {
    'spec.json': canonicalJson(spec),
    'metrics.json': canonicalJson(await makeMetrics(join(runDirectory, 'predictions.parquet'), spec)),
    'recipe.json': '{"steps":[]}',
    'env.json': JSON.stringify(environment),
    'log.ndjson': '{"event":"started"}\n{"event":"done"}\n',
    'model/mlp/model.json': '{"layers":[4,2]}',
    'model/mlp/weights.bin': Buffer.from(Float32Array.of(0.5, -1, 2).buffer),
  };
  for (const [path, content] of Object.entries(files)) await writeFile(join(runDirectory, path), content);
  const dataset = datasetVersion.parse({
    id: version,
    name: 'loans',
    number: 1,
    sourcePath: '/home/someone/private/loans.csv',
    sourceBytes: 100,
    format: 'csv',
    options: {},
    rowCount: 60,
    columns: [
      { index: 0, name: 'amount', sql: 'c0', type: 'integer' },
      { index: 1, name: 'paid', sql: 'c1', type: 'text' },
    ],
    loadedAt: createdAt,
    elapsedMs: 12,
  });
  return {
    runDirectory,
    data: { parquetPath, dataset },
    outputPath: join(folder, 'loans.assay.zip'),
    run: runIdOf(spec, engineVersion),
    name,
    engineVersion,
    createdAt,
    specYaml: 'assay: 1\nname: Loans\n',
  };
}

function runIdOf(spec: ExperimentSpec, version: string) {
  return runId.parse(sha256(canonicalJson({ engineVersion: version, spec })).slice(0, 32));
}

async function writeData(path: string): Promise<string> {
  const { sql, close } = await openSql([dirname(path)]);
  await sql.run(
    `COPY (SELECT i * 37 % 100 AS c0, CASE WHEN i % 3 = 0 THEN 'yes' ELSE 'no' END AS c1 FROM range(60) t(i))
     TO ${quoteText(path)} (FORMAT parquet)`,
  );
  close();
  return hashRows(path);
}

async function hashRows(path: string): Promise<string> {
  const { sql, close } = await openSql([path]);
  const rows = await sql.rows(`SELECT * FROM read_parquet(${quoteText(path)})`);
  close();
  return createHash('sha256').update(canonicalJson(rows)).digest('hex');
}

async function makeMetrics(predictionsPath: string, spec: ExperimentSpec): Promise<RunMetrics> {
  const rng = createRng(3);
  const scored = (rows: number, noise: number) => {
    const labels = Int32Array.from({ length: rows }, (_, i) => (i % 3 === 0 ? 1 : 0));
    const yes = Float64Array.from(labels, (label) => (label + noise * rng.next()) / (1 + noise));
    return { labels, probabilities: [yes.map((p) => 1 - p), yes] };
  };
  const models = { prior: 3, mlp: 1.5 };
  const parts = Object.entries(models).map(([key, noise]) => ({
    key,
    validation: scored(20, noise),
    test: scored(24, noise),
  }));
  const rows = (count: number, from: number) => Uint32Array.from({ length: count }, (_, i) => from + i);
  await writePredictions({
    openSql,
    path: predictionsPath,
    classNames,
    parts: [
      {
        part: 'validation',
        rows: rows(20, 0),
        models: parts.map(({ key, validation }) => ({ key, ...validation })),
      },
      { part: 'test', rows: rows(24, 20), models: parts.map(({ key, test }) => ({ key, ...test })) },
    ],
  });
  return runMetrics.parse({
    classNames,
    positiveIndex: 1,
    featureNames: ['amount'],
    split: {
      classNames,
      positiveIndex: 1,
      train: { rows: 16, classes: [10, 6] },
      validation: { rows: 20, classes: [13, 7] },
      test: { rows: 24, classes: [16, 8] },
      excluded: { missingTarget: 0, duplicate: 0 },
      digest: sha256('split'),
      warnings: [],
    },
    models: parts.map((part) => ({
      key: part.key,
      kind: part.key,
      name: part.key,
      isBaseline: part.key === 'prior',
      summary: '',
      backend: 'cpu',
      sizeBytes: 12,
      history: [],
      ...evaluateParts({
        ...part,
        classNames,
        positiveIndex: 1,
        objective: spec.threshold.objective,
        seed: spec.seed,
      }),
    })),
  });
}

const environment = runEnvironment.parse({
  engineVersion,
  node: '24.0.0',
  platform: 'linux',
  arch: 'x64',
  libraries: {},
  startedAt: createdAt,
  elapsedMs: 5,
  fitMs: {},
});
