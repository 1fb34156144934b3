import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ColumnType } from '../../core/contract/dataset.ts';
import { datasetVersionId } from '../../core/contract/ids.ts';
import type { ProfilePartEvent } from '../../core/contract/job.ts';
import { createWorkerPool, type WorkerPool } from '../../core/engine/worker-pool.ts';
import { correlationPair } from '../../core/profile/detectors/correlation-pair.ts';
import { duplicateRow } from '../../core/profile/detectors/duplicate-row.ts';
import { missingSentinel } from '../../core/profile/detectors/missing-sentinel.ts';
import { numberOutlier } from '../../core/profile/detectors/number-outlier.ts';
import { profileTable } from '../../core/profile/profile.ts';
import type { Table } from '../../core/shared/table.ts';
import { type Duck, openDuck } from '../../core/store/duck.ts';

let duck: Duck;
let pool: WorkerPool;

beforeAll(async () => {
  duck = await openDuck({ threads: 2, memoryLimitMb: 512, spillDirectory: null, allowedPaths: [] });
  pool = createWorkerPool({ threads: 2 });
});
afterAll(async () => {
  duck.close();
  await pool.close();
});

const rowCount = 60_000;
const made: [string, ColumnType, string][] = [
  ['steps', 'integer', 'i % 977'],
  ['shares', 'number', 'CASE WHEN i % 11 > 0 THEN (i * 7919 % 10007) / 1000 END'],
  ['copies', 'number', 'CASE WHEN i % 13 > 0 THEN exp((i * 7919 % 10007) / 1000) END'],
  ['codes', 'integer', 'CASE WHEN i % 50 = 0 THEN -999 ELSE i * 31 % 211 END'],
  ['kinds', 'text', "'kind ' || (i * 7919 % 10007) // 2000"],
  ['days', 'date', "DATE '2020-01-01' + CAST(i % 700 AS INTEGER)"],
  ['flags', 'boolean', 'i % 3 = 0'],
];

async function longTable(): Promise<Table> {
  const list = made.map(([, , sql], i) => `${sql} AS c${i}`).join(', ');
  await duck.sql.run(
    `CREATE TABLE IF NOT EXISTS long AS SELECT ${list}, i + 1 AS __row FROM range(${rowCount}) AS r(i)`,
  );
  return {
    version: datasetVersionId.parse('0'.repeat(64)),
    from: 'long',
    rowCount,
    columns: made.map(([name, type], index) => ({ index, name, sql: `c${index}`, type })),
  };
}

async function profile(threads?: WorkerPool, signal?: AbortSignal) {
  const parts: ProfilePartEvent[] = [];
  const found = await profileTable({
    sql: duck.sql,
    table: await longTable(),
    target: null,
    seed: 1,
    now: () => 0,
    detectors: [correlationPair, missingSentinel, numberOutlier, duplicateRow],
    onPart: (part) => parts.push(part),
    ...(threads ? { threads } : {}),
    ...(signal ? { signal } : {}),
  });
  return { found, parts };
}

test('a profile made on threads is the same as one made without, to the last digit', async () => {
  const [alone, shared] = [await profile(), await profile(pool)];
  expect(shared.found).toEqual(alone.found);
  expect(alone.found.issues.map(({ detector }) => detector)).toContain('correlation.pair');
  expect(alone.found.issues.map(({ detector }) => detector)).toContain('missing.sentinel');
});

test('its parts add up to the whole', async () => {
  const { found, parts } = await profile(pool);
  const columns = parts.flatMap((part) => part.columns).sort((a, b) => a.column.index - b.column.index);
  expect(columns).toEqual(found.columns);
  const issues = parts.flatMap((part) => part.issues);
  expect(issues).toHaveLength(found.issues.length);
  expect(issues).toEqual(expect.arrayContaining(found.issues));
});

test('a stop ends it while threads are at work', async () => {
  const stop = new AbortController();
  const running = profile(pool, stop.signal);
  setImmediate(() => stop.abort());
  await expect(running).rejects.toMatchObject({ code: 'CANCELLED' });
  expect((await profile(pool)).found.columns).toHaveLength(made.length);
});
