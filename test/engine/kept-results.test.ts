import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { DatasetVersionId, JobId } from '../../core/contract/ids.ts';
import type { Job, ProgressEvent } from '../../core/contract/job.ts';
import { createEngine, type Engine } from '../../core/engine/index.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { endOf } from './open-engine.ts';

function open(folder: string): Engine {
  const engine = createEngine({
    projectDirectory: join(folder, 'project'),
    host: 'browser',
    now: () => new Date(),
  });
  onTestFinished(() => engine.close());
  return engine;
}

async function load(engine: Engine, folder: string, text: string): Promise<DatasetVersionId> {
  const path = join(folder, 'shop.csv');
  writeFileSync(path, text);
  const { result, error } = await endOf(engine, (await engine.client.dataset.load({ path })).job);
  if (result?.kind !== 'version') throw new Error(`not loaded: ${error?.message}`);
  return result.version;
}

/** Follows a job; `onProgress` may act on what it tells. */
async function follow({ client }: Engine, job: JobId, onProgress?: (event: ProgressEvent) => void) {
  const progress: ProgressEvent[] = [];
  let last: Job | null = null;
  for await (const event of await client.job.watch({ job })) {
    if (event.kind === 'state') last = event.job;
    if (event.kind !== 'progress') continue;
    progress.push(event);
    onProgress?.(event);
  }
  return { last, progress };
}

const table = (rows: number, shift = 0) =>
  `id,group,amount,bought\n${Array.from({ length: rows }, (_, i) => {
    const noise = (i * 7919 + 13) % 1000;
    return `${i},g${i % 7},${noise + (i % 3 === 0 ? shift : 0)},${noise > 600 ? 'yes' : 'no'}`;
  }).join('\n')}\n`;

function expectRising(progress: readonly ProgressEvent[]): void {
  const done = progress.map((event) => event.done);
  expect(progress.length).toBeGreaterThan(3);
  expect(done).toEqual([...done].sort((a, b) => a - b));
  expect(done[0]).toBe(0);
  expect(Math.max(...done)).toBeLessThanOrEqual(100);
  expect(progress.every(({ total }) => total === 100)).toBe(true);
}

it('versions are compared by a job that tells how far it is, and the result is kept by what was asked', async () => {
  const folder = temporaryFolder();
  const engine = open(folder);
  const { client } = engine;
  const before = await load(engine, folder, table(400));
  const after = await load(engine, folder, table(400, 5));
  const request = { before, after };
  expect(await client.version.getDiff(request)).toBeNull();
  const { last, progress } = await follow(engine, (await client.version.diff(request)).job);
  expect(last).toMatchObject({
    kind: 'diff',
    title: 'Compare shop v1 with shop v2',
    status: 'done',
    result: { kind: 'diff', before, after },
  });
  expectRising(progress);
  const diff = await client.version.getDiff(request);
  expect(diff).toMatchObject({ before, after, rows: { key: ['id'], changed: 134 } });
  expect(await client.version.getDiff({ ...request, key: ['id'] })).toBeNull();
  expect(await client.version.getDiff({ before: after, after: before })).toBeNull();

  const again = await follow(engine, (await client.version.diff(request)).job);
  expect(again).toMatchObject({ last: { status: 'done' }, progress: [] });
  await engine.close();
  const reopened = open(folder);
  expect(await reopened.client.version.getDiff(request)).toEqual(diff);
});

it('a comparison is stopped in the middle and leaves nothing; while it runs the same question is the same job', async () => {
  const folder = temporaryFolder();
  const engine = open(folder);
  const { client } = engine;
  const before = await load(engine, folder, table(60_000));
  const after = await load(engine, folder, table(60_000, 5));
  const { job } = await client.version.diff({ before, after });
  expect(await client.version.diff({ before, after })).toEqual({ job });
  const { last } = await follow(engine, job, () => void client.job.cancel({ job }));
  expect(last?.status).toBe('cancelled');
  expect(await client.version.getDiff({ before, after })).toBeNull();
});

it('a comparison that cannot be made fails with its code', async () => {
  const folder = temporaryFolder();
  const engine = open(folder);
  const version = await load(engine, folder, table(50));
  const { job } = await engine.client.version.diff({ before: version, after: version });
  expect((await endOf(engine, job)).error?.code).toBe('OPTION_INVALID');
});

it('a split is checked by a job, kept by what was asked, and listed only while it runs', async () => {
  const folder = temporaryFolder();
  const engine = open(folder);
  const { client } = engine;
  const version = await load(engine, folder, table(600));
  const { spec } = await client.experiment.propose({ version, target: { column: 'bought' } });
  const { target, split, recipe, seed } = spec;
  const request = { version, target, split, recipe, seed };
  expect(await client.split.getChecks(request)).toBeNull();
  const { last, progress } = await follow(engine, (await client.split.check(request)).job);
  expect(last).toMatchObject({ status: 'done', result: { kind: 'split-check', version } });
  expectRising(progress);
  const checks = await client.split.getChecks(request);
  expect(checks?.outcomes.length).toBeGreaterThan(5);
  expect(await client.split.getChecks({ ...request, seed: seed + 1 })).toBeNull();
  expect((await client.job.list({})).map(({ kind }) => kind)).toEqual(['load']);

  const { job } = await client.split.check({ ...request, seed: seed + 1 });
  const stopped = await follow(engine, job, () => void client.job.cancel({ job }));
  expect(stopped.last?.status).toBe('cancelled');
  expect(await client.split.getChecks({ ...request, seed: seed + 1 })).toBeNull();
});
