import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorkerPool, type WorkerPool } from '../../core/engine/worker-pool.ts';
import { countBeyond } from '../../core/profile/count-beyond.ts';
import { correlationPair } from '../../core/profile/detectors/correlation-pair.ts';
import { leakFeature } from '../../core/profile/detectors/leak-feature.ts';
import { numberOutlierRow } from '../../core/profile/detectors/number-outlier-row.ts';
import { createPause } from '../../core/profile/pause.ts';
import { profileTable } from '../../core/profile/profile.ts';
import { work } from '../../core/profile/threads.ts';
import { createRng } from '../../core/shared/rng.ts';
import { loadText } from '../support/load-text.ts';
import { tableOf } from '../support/temporary-project.ts';

let pool: WorkerPool;

beforeAll(() => {
  pool = createWorkerPool({ threads: 2 });
});
afterAll(() => pool.close());

/** Columns that belong together in pairs of each kind, some that tell the target, and rows far out in three. */
function rows(): string[] {
  const rng = createRng(12);
  return Array.from({ length: 70_000 }, (_, row) => {
    const flag = rng.next() < 0.3;
    const city = rng.integer(12);
    const batch = rng.integer(6600);
    const far = row % 9000 === 5 ? 9 : 0;
    const [x, y, z] = [rng.normal() + far, rng.normal() + far, rng.normal() + far];
    const amount = x + 0.05 * rng.normal();
    const weight = ((batch * 7919) % 1000) + 5 * rng.normal();
    const hint = rng.next() < 0.98 ? `hint ${flag}` : '';
    const cells = [flag, `city ${city}`, `zone ${city}`, `lot ${batch}`, `colour ${rng.integer(5)}`, hint];
    const numbers = [x, y, z, amount, weight].map((number) => (rng.next() < 0.02 ? '' : number.toFixed(2)));
    return [...cells, ...numbers].map(String).join(',');
  });
}

it('pairs, scores and rows far out are the same with threads and without', async () => {
  const header = 'flag,city,zone,lot,colour,hint,x,y,z,amount,weight';
  const loaded = await loadText(`${header}\n${rows().join('\n')}\n`);
  const { table, duck } = await tableOf(loaded.project, loaded);
  const detectors = [correlationPair, leakFeature, numberOutlierRow];
  const options = { sql: duck.sql, table, target: { column: 'flag' }, seed: 1, now: () => 0, detectors };
  const alone = await profileTable(options);
  const shared = await profileTable({ ...options, threads: pool });
  expect(shared.issues).toEqual(alone.issues);
  expect(alone.issues.map(({ detector, columns }) => `${detector} ${columns.join(' and ')}`)).toEqual(
    expect.arrayContaining([
      'correlation.pair city and zone',
      'correlation.pair lot and weight',
      'leak.feature hint',
      'number.outlier-row ',
    ]),
  );
});

describe('screen-numbers', () => {
  const rng = createRng(3);
  const first = Float64Array.from({ length: 40_000 }, () => rng.normal());
  const near = first.map((value) => value + 0.1 * rng.normal());
  const other = first.map((_, row) => (row % 10 === 0 ? Number.NaN : rng.normal()));
  const columns = [first, null, near, other];
  const input = { columns, pairs: Uint32Array.of(0, 3, 0, 2, 2, 3), strength: 0.9 };

  it('keeps the pairs that may correlate, here and on a thread', async () => {
    expect(await work('screen-numbers', input, {})).toEqual([0, 2]);
    expect(await work('screen-numbers', input, { threads: pool })).toEqual([0, 2]);
  });

  it('lets whoever asks go on between pieces, and ends when they cancel', async () => {
    const cancel = new AbortController();
    const pause = createPause({ signal: cancel.signal });
    let pauses = 0;
    const asked = work('screen-numbers', input, {
      pause: () => {
        if (++pauses === 5) cancel.abort();
        return pause();
      },
    });
    await expect(asked).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(pauses).toBe(5);
  });
});

it('columns of one group count once for a row', async () => {
  const bounded = (cells: number[], group: number) => ({
    numbers: Float64Array.from(cells),
    low: -1,
    high: 1,
    group,
  });
  const columns = [
    bounded([2, 0, -2, Number.NaN], 0),
    bounded([2, 2, 0, 1], 1),
    bounded([-3, 0, 0, 0], 0),
    bounded([5, 5, 5, -1], 3),
  ];
  expect([...(await countBeyond({ columns, rowCount: 4 }))]).toEqual([3, 2, 2, 0]);
});
