import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorkerPool, type WorkerPool } from '../../core/engine/worker-pool.ts';
import { profileTable } from '../../core/profile/profile.ts';
import { createRng } from '../../core/shared/rng.ts';
import { loadText } from '../support/load-text.ts';
import { tableOf } from '../support/temporary-project.ts';

let pool: WorkerPool;

beforeAll(() => {
  pool = createWorkerPool({ threads: 2 });
});
afterAll(() => pool.close());

const rng = createRng(5);
const words = ['the', 'valve', 'was', 'checked', 'before', 'noon', 'and', 'delivered', 'late', 'again'];
const note = (i: number) => {
  const text = Array.from({ length: 12 }, () => words[rng.integer(words.length)]).join(' ');
  return i % 9000 === 7 ? `${text} call 555-0100` : `${text} ${'abcdefghij'[i % 10]}${words[i % 7]}.`;
};
const rows = Array.from({ length: 101_000 }, (_, i) => {
  const x = Math.round(rng.normal() * 1000) / 100;
  return [
    i + 1,
    i % 7 === 0 ? '' : x,
    i % 500 === 3 ? -999 : rng.integer(90),
    `lot ${rng.integer(9000)}`,
    i % 11 === 0 ? '' : ['red', 'Red', 'blue', 'N/A', 'grün 7'][rng.integer(5)],
    i % 13 === 0 ? '' : x > 0,
    i % 17 === 0 ? '' : `202${i % 4}-0${1 + (i % 9)}-11`,
    `2024-03-0${1 + (i % 9)} 1${i % 10}:00:${10 + (i % 50)}`,
    note(i),
    `00${100 + rng.integer(50)}`,
  ].join(',');
});

it('a profile is the same whether columns are read from the stored file or through SQL', async () => {
  const loaded = await loadText(`id,x,age,lot,colour,flag,day,at,note,code\n${rows.join('\n')}\n`);
  const { table, duck } = await tableOf(loaded.project, loaded);
  const options = { sql: duck.sql, target: { column: 'flag' }, seed: 1, now: () => 0, threads: pool };
  const stored = await profileTable({ ...options, table });
  const bySql = await profileTable({ ...options, table: { ...table, path: undefined } });
  expect(stored.columns).toEqual(bySql.columns);
  expect(stored.issues).toEqual(bySql.issues);
  expect(stored.issues.map(({ detector }) => detector)).toEqual(
    expect.arrayContaining(['missing.sentinel', 'text.variants', 'leak.feature']),
  );
});
