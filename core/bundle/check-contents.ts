import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import type { BundleManifest } from '../contract/bundle.ts';
import { type DatasetVersion, datasetVersion } from '../contract/dataset.ts';
import { type ExperimentSpec, experimentSpec } from '../contract/experiment.ts';
import { type RunEnvironment, type RunMetrics, runEnvironment, runMetrics } from '../contract/run.ts';
import { type VersionNotes, versionNotes } from '../contract/version.ts';
import { CoreError } from '../errors.ts';
import { datasetPath, notesPath } from './bundle-path.ts';
import { checkMetrics } from './check-metrics.ts';
import type { VerifyBundleOptions } from './verify-bundle.ts';

/** The parsed files of a bundle. */
export interface BundleContents {
  readonly spec: ExperimentSpec;
  readonly metrics: RunMetrics;
  readonly environment: RunEnvironment;
  /** Null when the data is not included. */
  readonly dataset: DatasetVersion | null;
  /** What was noted on the data; null for nothing. */
  readonly notes: VersionNotes | null;
}

type Check = <T>(
  about: { id: string; label: string },
  run: () => Promise<{ value: T; detail: string }>,
) => Promise<T | null>;

/**
 * Checks what the files say: the experiment is valid and gives the run id, the metrics follow from the
 * predictions, the data is the version that the experiment names, notes on it are notes. Null when a file is not valid.
 */
export async function checkContents(
  bundle: { manifest: BundleManifest; directory: string; options: VerifyBundleOptions },
  check: Check,
): Promise<BundleContents | null> {
  const { manifest, directory, options } = bundle;
  const spec = await check({ id: 'spec', label: 'Experiment' }, async () => {
    const value = await readJson(directory, 'spec.json', experimentSpec);
    const id = options.runIdOf(value, manifest.engineVersion);
    if (id !== manifest.run)
      throw corrupt(`spec.json gives the run ${id}, the manifest says ${manifest.run}.`);
    return { value, detail: `The experiment is valid and gives the run id ${id}.` };
  });
  const environment = await check({ id: 'environment', label: 'Environment' }, async () => {
    const value = await readJson(directory, 'env.json', runEnvironment);
    if (value.engineVersion !== manifest.engineVersion) {
      throw corrupt(`env.json says Assay ${value.engineVersion}, the manifest ${manifest.engineVersion}.`);
    }
    return { value, detail: `Made on ${value.platform} ${value.arch} with Node ${value.node}.` };
  });
  if (!spec) return null;
  const metrics = await check({ id: 'metrics', label: 'Metrics' }, async () => {
    const value = await readJson(directory, 'metrics.json', runMetrics);
    const predictionsPath = join(directory, 'predictions.parquet');
    return { value, detail: await checkMetrics({ metrics: value, spec, predictionsPath, readers: options }) };
  });
  const dataset = manifest.includesData ? await checkData(bundle, spec, check) : null;
  const hasNotes = manifest.files.some(({ path }) => path === notesPath);
  const notes = hasNotes
    ? await check({ id: 'notes', label: 'Notes on the data' }, async () => {
        const value = await readJson(directory, notesPath, versionNotes);
        return { value, detail: `They say something of ${saidIn(value).join(', ') || 'nothing'}.` };
      })
    : null;
  const isWhole = environment && metrics && (dataset || !manifest.includesData) && (notes || !hasNotes);
  return isWhole ? { spec, metrics, environment, dataset, notes } : null;
}

const noteNames = {
  source: 'source',
  licence: 'licence',
  owner: 'owner',
  retention: 'how long it may be kept',
  consent: 'consent',
  text: 'more',
} as const satisfies Record<keyof VersionNotes, string>;

/** What the notes speak of, in words. */
function saidIn(notes: VersionNotes): string[] {
  return Object.entries(noteNames).flatMap(([key, name]) =>
    Object.entries(notes).some(([said, value]) => said === key && value) ? [name] : [],
  );
}

function checkData(
  { directory, options }: { directory: string; options: VerifyBundleOptions },
  spec: ExperimentSpec,
  check: Check,
): Promise<DatasetVersion | null> {
  return check({ id: 'data', label: 'Data' }, async () => {
    const value = await readJson(directory, datasetPath, datasetVersion);
    const { version } = spec.data;
    if (value.id !== version)
      throw corrupt(`The bundle has data ${value.id}, the experiment names ${version}.`);
    const id = await options.hashData(join(directory, 'data', `${version}.parquet`), value);
    if (id !== version) throw corrupt(`The rows of the data give ${id}, the experiment names ${version}.`);
    return { value, detail: `"${value.name}", ${value.rowCount} rows: the rows give the version id ${id}.` };
  });
}

async function readJson<T>(directory: string, path: string, schema: z.ZodType<T>): Promise<T> {
  const text = await readFile(join(directory, ...path.split('/')), 'utf8');
  const parsed = schema.safeParse(parseJson(text, path));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw corrupt(`${path} is not valid at "${issue?.path.join('.') ?? ''}": ${issue?.message ?? 'unknown'}.`);
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CoreError('BUNDLE_CORRUPT', `${path} is not JSON.`, { cause });
  }
}

function corrupt(message: string): CoreError {
  return new CoreError('BUNDLE_CORRUPT', message);
}
