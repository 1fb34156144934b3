import { cp, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { exportBundle } from '../bundle/export-bundle.ts';
import type { VerifiedBundle } from '../bundle/import-bundle.ts';
import type { BundleReaders } from '../bundle/verify-bundle.ts';
import type { DatasetVersion } from '../contract/dataset.ts';
import type { DatasetVersionId, RunId } from '../contract/ids.ts';
import type { VersionNotes } from '../contract/version.ts';
import type { evaluateParts } from '../evaluate/evaluate-parts.ts';
import { hashParquet } from '../load/hash-parquet.ts';
import { packVersion } from '../load/pack-version.ts';
import { addBundle } from '../store/bundles.ts';
import { addLook } from '../store/looks.ts';
import { readPredictions } from '../store/predictions.ts';
import { writeRunDirectory } from '../store/run-directory.ts';
import { runPath } from '../store/runs.ts';
import { withTemporaryDirectory } from '../store/temporary.ts';
import { getVersionNotes, saveVersionNotes } from '../store/version-notes.ts';
import { findVersion, insertVersion, versionPath } from '../store/versions.ts';
import type { EngineContext } from './context.ts';
import type { JobContext } from './jobs.ts';
import { refusePersonalData } from './personal-data.ts';
import { formatExperiment } from './read-experiment.ts';
import { readRun } from './read-run.ts';
import { summarise } from './run-experiment.ts';
import { runIdOf } from './run-id.ts';

/**
 * Writes a run as one file into the project's bundles folder; the same run gives the same bytes, with data included where
 * it is packed by the same DuckDB on as many cores, one or more. Answers its path.
 * Throws PERSONAL_DATA when the gate is not clear and it was not allowed.
 */
export async function exportRun(
  context: EngineContext,
  options: { run: RunId; includeData: boolean; allowPersonalData: boolean } & JobContext,
): Promise<string> {
  const { project } = context;
  if (!options.allowPersonalData) await refusePersonalData(context, options);
  const run = await readRun(context, options.run);
  const version = findVersion(project, run.spec.data.version);
  const name = run.spec.name;
  const outputPath = join(project.folders.bundles, `${slug(name)}-${run.id.slice(0, 8)}.assay.zip`);
  const { path, bytes } = await withTemporaryDirectory(project, async (directory) =>
    exportBundle({
      runDirectory: runPath(project, run.id),
      outputPath,
      run: run.id,
      name,
      engineVersion: run.environment.engineVersion,
      createdAt: run.environment.startedAt,
      data: options.includeData && version ? await packedData(context, version, directory, options) : null,
      notes: version ? saidNotes(context, version.id) : null,
      specYaml: formatExperiment(run.spec, version ? `data/${version.id}.parquet` : run.datasetName),
      signal: options.signal,
      onProgress: options.report,
    }),
  );
  addBundle(project, {
    path,
    run: run.id,
    name,
    bytes,
    createdAt: context.now().toISOString(),
    origin: 'exported',
  });
  return path;
}

/** A version as a bundle holds it, packed in a folder that goes away. */
async function packedData(
  { project, openSql }: EngineContext,
  dataset: DatasetVersion,
  directory: string,
  { signal, report }: JobContext,
): Promise<{ parquetPath: string; dataset: DatasetVersion }> {
  const parquetPath = versionPath(project, dataset.id);
  const { sql, close } = await openSql([parquetPath, directory]);
  try {
    const onProgress = (share: number) =>
      report({
        kind: 'progress',
        message: 'Compressing the data',
        done: Math.round(100 * share),
        total: 100,
      });
    const path = join(directory, 'data.parquet');
    const version = { parquetPath, columns: dataset.columns };
    return { parquetPath: await packVersion({ sql, version, path, onProgress, signal }), dataset };
  } finally {
    close();
  }
}

/** How a bundle's parts are read back, for checks that recompute what it claims. */
export function bundleReaders(context: EngineContext): BundleReaders {
  return {
    runIdOf,
    evaluate: async (input) =>
      (await context.pool().run('evaluate', input, {})) as ReturnType<typeof evaluateParts>,
    readPredictions: (path, { classNames }) =>
      readPredictions({ openSql: context.openSql, path, classNames }),
    async hashData(parquetPath, { columns }) {
      const { sql, close } = await context.openSql([parquetPath]);
      try {
        return (await hashParquet({ sql, path: parquetPath, columns })).id;
      } finally {
        close();
      }
    },
  };
}

/** What was noted on a version, or null where nothing was. */
function saidNotes({ project }: EngineContext, version: DatasetVersionId): VersionNotes | null {
  const notes = getVersionNotes(project, version);
  return Object.values(notes).some(Boolean) ? notes : null;
}

/**
 * Takes a verified bundle's run, and its data if it has them, into the project. Notes on the data are kept with it
 * unless it has some already.
 */
export async function adoptBundle(
  context: EngineContext,
  { bundle, path }: { bundle: VerifiedBundle; path: string },
): Promise<void> {
  const { project } = context;
  const { manifest, spec, metrics, environment, dataset, notes, directory } = bundle;
  if (dataset && !findVersion(project, dataset.id)) {
    await rename(join(directory, 'data', `${dataset.id}.parquet`), versionPath(project, dataset.id));
    insertVersion(project, dataset);
  }
  if (notes && findVersion(project, spec.data.version) && !saidNotes(context, spec.data.version)) {
    saveVersionNotes(project, { version: spec.data.version, notes });
  }
  const models = metrics.models.map((model) => ({ model }));
  const summary = summarise({
    id: manifest.run,
    spec,
    models,
    environment,
    datasetName: dataset?.name ?? findVersion(project, spec.data.version)?.name ?? manifest.name,
    origin: 'imported',
  });
  await writeRunDirectory(project, {
    summary,
    write: async (target) => {
      for (const name of runFiles) await cp(join(directory, name), join(target, name), { recursive: true });
    },
  });
  addLook(project, { digest: metrics.split.digest, run: manifest.run, at: context.now().toISOString() });
  const { size } = await stat(path);
  const createdAt = context.now().toISOString();
  addBundle(project, {
    path,
    run: manifest.run,
    name: manifest.name,
    bytes: size,
    createdAt,
    origin: 'imported',
  });
}

const runFiles = [
  'spec.json',
  'metrics.json',
  'predictions.parquet',
  'recipe.json',
  'env.json',
  'log.ndjson',
  'model',
];

/** A file name made of the letters and digits of a name. */
function slug(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  return plain.replace(/^-+|-+$/g, '').slice(0, 60) || 'run';
}
