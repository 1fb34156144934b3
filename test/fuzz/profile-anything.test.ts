import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { DatasetVersionId } from '../../core/contract/ids.ts';
import type { Job } from '../../core/contract/job.ts';
import { profile as profileSchema, type TargetSpec } from '../../core/contract/profile.ts';
import type { Engine } from '../../core/engine/index.ts';
import { endOf, openEngine } from '../engine/open-engine.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const hostileNames = [
  ...['__proto__', 'constructor', 'toString', '', ' ', 'c0', '__row', 'value', 'n', 'count(*)', 'place'],
  ...['"; DROP TABLE data; --', "o'clock", '🐧', '\u202eevil', '<script>alert(1)</script>', '=1+1', '{{x}}'],
  ...['same', 'same', 'a,b', 'x\ny', 'naïve', '日本', '$1', '\\', '%s', 'NULL', 'é'.repeat(300)],
];
const readableCells = [
  ...['', ' ', 'NA', '-', '?', '0', '-1', '999', '1e308', '-1e-300', 'nan', 'inf', '007', '1,5', '12'],
  ...['2024-01-31', '9999-12-31', '0001-01-01', '2024-02-30', '2024-03-31 02:30:00', 'infinity', 'true'],
  ...['=HYPERLINK("x")', '@SUM(1)', '<img src=x onerror=alert(1)>', "'; --", '🐧', 'e\u0301', 'Ã©'],
  ...['4111111111111111', 'a@b.example', '127.0.0.1', '[1]', '{"a":1}', '"', 'x'.repeat(5000), '%', '\\'],
];

/** NUL near the start of a file means that it is no text. */
const hostileCells = [...readableCells, '\u0000x'];

interface HostileTable {
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly target: number | null;
}

const hostileTable: fc.Arbitrary<HostileTable> = fc
  .array(fc.constantFrom(...hostileNames), { minLength: 1, maxLength: 8 })
  .chain((names) =>
    fc.record({
      names: fc.constant(names),
      rows: fc
        .array(
          fc.array(fc.constantFrom(...hostileCells), { minLength: names.length, maxLength: names.length }),
          {
            minLength: 1,
            maxLength: 12,
          },
        )
        .chain((rows) =>
          fc.nat({ max: 12 }).map((times) => Array.from({ length: 1 + times }, () => rows).flat()),
        ),
      target: fc.option(fc.nat({ max: names.length - 1 })),
    }),
  );

function csvOf({ names, rows }: Pick<HostileTable, 'names' | 'rows'>): string {
  const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
  return `${[names, ...rows].map((row) => row.map(quoted).join(',')).join('\n')}\n`;
}

function open(): { engine: Engine; folder: string } {
  const folder = temporaryFolder();
  const engine = openEngine(folder);
  onTestFinished(() => engine.close());
  return { engine, folder };
}

async function load({ engine, folder }: { engine: Engine; folder: string }, text: string): Promise<Job> {
  const path = join(folder, 'hostile.csv');
  writeFileSync(path, text);
  return endOf(engine, (await engine.client.dataset.load({ path, options: { delimiter: ',' } })).job);
}

/** Everything that is made of a version must come out well, or be refused in words. */
async function lookThrough(
  engine: Engine,
  version: DatasetVersionId,
  target: TargetSpec | null,
): Promise<void> {
  const { client } = engine;
  const checked = await endOf(engine, (await client.profile.start({ version, target })).job);
  expect(checked).toMatchObject({ status: 'done', error: null });
  const found = profileSchema.parse(await client.profile.get({ version, target }));
  for (const issue of found.issues)
    expect(issue.rows.every((row) => row >= 1 && row <= found.rowCount)).toBe(true);
  const html = await client.profile.report({ version, target });
  expect(html.length).toBeLessThan(2_000_000);
  expect(html).not.toContain('<script>alert');
  expect(html).not.toContain('<img src=x');
  const { rows } = await client.dataset.rows({ version, offset: 0, limit: 5 });
  expect(rows.length).toBe(Math.min(5, found.rowCount));
  const contract = await client.dataContract.learn({ version });
  const check = await client.dataContract.check({ version, text: contract });
  expect(check.rules.filter(({ status }) => status === 'fail')).toEqual([]);
  await client.profile.associations({ version, target });
  await client.profile.missingness({ version });
}

describe('whatever a table holds, it is checked, reported and learnt from:', () => {
  it('hostile names and cells', { timeout: 240_000 }, async () => {
    const opened = open();
    const { engine } = opened;
    await fc.assert(
      fc.asyncProperty(hostileTable, async (table) => {
        const job = await load(opened, csvOf(table));
        if (job.status !== 'done' || job.result?.kind !== 'version') {
          expect(job.error?.message.length).toBeGreaterThan(10);
          expect(job.error?.code).not.toBe('INTERNAL');
          return;
        }
        const { version } = job.result;
        const { columns } = await engine.client.dataset.get({ version });
        const column = table.target === null ? '' : (columns[table.target]?.name ?? '');
        await lookThrough(engine, version, column === '' ? null : { column });
      }),
      { numRuns: 40 },
    );
  });

  it('cells of a megabyte', { timeout: 120_000 }, async () => {
    const opened = open();
    const rows = Array.from({ length: 30 }, (_, i) => [
      String(i),
      i % 10 === 3 ? 'long '.repeat(200_000) : `short ${i}`,
      i % 3 === 0 ? 'yes' : 'no',
    ]);
    const job = await load(opened, csvOf({ names: ['id', 'text', 'label'], rows }));
    if (job.result?.kind !== 'version') throw new Error(job.error?.message);
    await lookThrough(opened.engine, job.result.version, { column: 'label' });
  });

  it('hundreds of columns of a few rows', { timeout: 240_000 }, async () => {
    const opened = open();
    const names = Array.from({ length: 250 }, (_, i) => `${hostileNames[i % hostileNames.length]} ${i}`);
    const rows = Array.from({ length: 40 }, (_, row) =>
      names.map(
        (_, i) =>
          (i % 3 === 0 ? readableCells[(row * 7 + i) % readableCells.length] : `${(row * i) % 17}`) ?? '',
      ),
    );
    const job = await load(opened, csvOf({ names, rows }));
    if (job.result?.kind !== 'version') throw new Error(job.error?.message);
    await lookThrough(opened.engine, job.result.version, { column: names[1] ?? '' });
  });
});
