import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatasetVersion } from '../../core/contract/dataset.ts';
import { datasetVersionId, jobId, runId } from '../../core/contract/ids.ts';
import type { Job } from '../../core/contract/job.ts';
import type { RunSummary } from '../../core/contract/run.ts';

/** A dataset version as it is before it gets its number; `digit` makes its id. */
export function versionExample(
  digit: string,
  changes: Partial<DatasetVersion> = {},
): Omit<DatasetVersion, 'number'> {
  return {
    id: datasetVersionId.parse(digit.repeat(64)),
    name: 'birds',
    sourcePath: '/data/birds.csv',
    sourceBytes: 100,
    format: 'csv',
    options: { delimiter: ',' },
    rowCount: 2,
    columns: [{ index: 0, name: 'age', sql: 'c0', type: 'integer' }],
    loadedAt: '2024-05-01T12:00:00.000Z',
    elapsedMs: 12,
    ...changes,
  };
}

/** What lists show of a run; `digit` makes its id. */
export function runExample(digit: string, changes: Partial<RunSummary> = {}): RunSummary {
  return {
    id: runId.parse(digit.repeat(32)),
    name: 'first try',
    version: datasetVersionId.parse('a'.repeat(64)),
    datasetName: 'birds',
    target: 'age',
    createdAt: '2024-05-01T12:00:00.000Z',
    elapsedMs: 1000,
    origin: 'local',
    bestModel: 'logistic regression',
    bestAveragePrecision: 0.5,
    ...changes,
  };
}

/** A job that runs. */
export function jobExample(id: string, changes: Partial<Job> = {}): Job {
  return {
    id: jobId.parse(id),
    kind: 'load',
    title: 'Load birds.csv',
    status: 'running',
    progress: null,
    message: 'starting',
    startedAt: '2024-05-01T12:00:00.000Z',
    endedAt: null,
    error: null,
    result: null,
    ...changes,
  };
}

/** Writes the artifacts of a run as a run would, large enough to be caught in the middle. */
export async function writeArtifacts(directory: string): Promise<void> {
  for (const name of ['spec.json', 'metrics.json', 'env.json']) {
    await writeFile(join(directory, name), JSON.stringify({ name, filler: 'x'.repeat(100_000) }));
  }
}
