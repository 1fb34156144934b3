import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Profile, profile as profileSchema } from '../../core/contract/profile.ts';
import type { Detector } from '../../core/profile/detector.ts';
import { type DetectorResult, profileTable } from '../../core/profile/profile.ts';
import { proposeDrops, proposeTarget } from '../../core/profile/propose.ts';
import { rankIssues } from '../../core/profile/rank.ts';
import { detectors } from '../../core/profile/registry.ts';
import { cells, plantedTables } from './planted.ts';

const tables = plantedTables();
const label = cells(80, (i) => (i % 3 === 0 ? 'yes' : 'no'));

const flawed = {
  id: cells(80, (i) => 500 + i),
  age: cells(80, (i) => (i % 20 === 0 ? 999 : 20 + ((i * 7) % 50))),
  city: cells(80, (i) => (i % 9 === 0 ? '?' : `town ${i % 4}`)),
  fixed: cells(80, () => 1),
  copy: label.map((value) => `${value}!`),
  empty: { type: 'number' as const, cells: cells(80, () => null) },
  label,
};

test('a profile fits its contract, with an outcome for every detector', async () => {
  const profile = profileSchema.parse(await tables.profile(flawed, { target: 'label' }));
  expect(profile.outcomes.map(({ detector }) => detector)).toEqual(detectors.map(({ id }) => id));
  expect(profile.outcomes.every(({ status }) => status === 'done')).toBe(true);
  for (const issue of profile.issues) {
    expect(issue.rows.length).toBeLessThanOrEqual(20);
    expect(issue.rows).toEqual([...new Set(issue.rows)].sort((a, b) => a - b));
    expect(issue.rows.length).toBeLessThanOrEqual(issue.count);
    expect(issue.message.length).toBeGreaterThan(20);
  }
});

test('issues are ranked by severity, then by harm', async () => {
  const { issues } = await tables.profile(flawed, { target: 'label' });
  expect(issues[0]).toMatchObject({ detector: 'leak.feature', columns: ['copy'] });
  expect(rankIssues([...issues].reverse())).toEqual(issues);
  const order = issues.map(({ severity }) => ['error', 'warning', 'note'].indexOf(severity));
  expect(order).toEqual([...order].sort());
});

test('the same seed gives the same profile', async () => {
  const timeless = ({ columns, issues }: Profile) => ({ columns, issues });
  const [first, second] = [
    await tables.profile(flawed, { target: 'label' }),
    await tables.profile(flawed, { target: 'label' }),
  ];
  expect(timeless(second)).toEqual(timeless(first));
});

test('a profile that was stopped goes on where it was, and is the same in the end', async () => {
  const table = await tables.plant(flawed);
  const kept = new Map<string, DetectorResult>();
  const ran: string[] = [];
  const watched = detectors.map(
    (detector): Detector => ({
      ...detector,
      detect(context) {
        ran.push(detector.id);
        return detector.detect(context);
      },
    }),
  );
  const stop = new AbortController();
  const options = {
    sql: tables.sql(),
    table,
    target: { column: 'label' },
    seed: 1,
    now: () => 0,
    detectors: watched,
    resultsFor: () => kept,
  };
  const first = profileTable({
    ...options,
    signal: stop.signal,
    onPart: () => {
      if (kept.size > 5) stop.abort();
    },
  });
  await expect(first).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(kept.size).toBeGreaterThan(5);
  const before = [...kept.keys()];
  ran.length = 0;
  const resumed = await profileTable(options);
  expect(ran.filter((id) => before.includes(id))).toEqual([]);
  expect(ran).toHaveLength(detectors.length - before.length);
  const { resultsFor: _, ...anew } = options;
  expect(resumed).toEqual(await profileTable(anew));
});

test('the order of rows changes no count of what does not hang on it', async () => {
  const table = {
    age: cells(60, (i) => (i % 20 === 0 ? 999 : 20 + ((i * 7) % 50))),
    city: cells(60, (i) => (i % 9 === 0 ? '?' : `town ${i % 4}`)),
    gap: cells(60, (i) => (i % 5 === 0 ? null : i * 1.5)),
    twin: cells(60, (i) => (i % 5 === 0 ? 1 : i * 3)),
    label: cells(60, (i) => (i % 12 === 0 ? 'yes' : 'no')),
  };
  const stable = ({ issues }: Profile) =>
    issues
      .filter(({ detector }) => detector !== 'leak.feature')
      .map(({ detector, columns, severity, count, share }) => ({
        detector,
        columns,
        severity,
        count,
        share,
      }));
  const plain = stable(await tables.profile(table, { target: 'label' }));
  expect(plain.length).toBeGreaterThan(3);
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(
        cells(60, (i) => i),
        { minLength: 60 },
      ),
      async (order) => {
        const moved = Object.fromEntries(
          Object.entries(table).map(([name, column]) => [name, order.map((i) => column[i] ?? null)]),
        );
        expect(stable(await tables.profile(moved, { target: 'label' }))).toEqual(plain);
      },
    ),
    { numRuns: 8 },
  );
});

test('a clean table has no issues', async () => {
  const { issues } = await tables.profile(
    {
      size: cells(400, (i) => 10 + ((i * 37) % 101) + ((i * 11) % 29) / 10),
      rooms: cells(400, (i) => 1 + ((i * 7) % 6)),
      district: cells(400, (i) => `district ${(i * 13) % 20}`),
      label: cells(400, (i) => ((i * 31) % 7 < 3 ? 'sold' : 'open')),
    },
    { target: 'label' },
  );
  expect(issues).toEqual([]);
});

test.each([
  ['one row', { a: [1], b: ['x'] }],
  ['one column', { a: cells(30, (i) => i / 7) }],
  ['no rows', { a: { type: 'integer' as const, cells: [] } }],
])('a table with %s has a profile', async (_, table) => {
  const profile = profileSchema.parse(await tables.profile(table));
  expect(profile.issues).toEqual([]);
});

test('without a classification target, detectors that need one say why they were skipped', async () => {
  const reasons = async (target: string | undefined) => {
    const { outcomes } = await tables.profile(
      { x: cells(90, (i) => i), one: cells(90, () => 'a') },
      { target },
    );
    return outcomes.filter(({ status }) => status === 'skipped').map(({ reason }) => reason);
  };
  const needing = detectors.filter(({ needsTarget }) => needsTarget).length;
  expect(await reasons(undefined)).toEqual(Array(needing).fill('No target was chosen.'));
  expect((await reasons('x'))[0]).toContain('90 different values');
  expect((await reasons('one'))[0]).toContain('one class only');
});

test('an unknown target column, class or threshold is a clear error', async () => {
  await expect(tables.profile({ a: [1, 2] }, { target: 'b' })).rejects.toMatchObject({
    code: 'COLUMN_UNKNOWN',
  });
  await expect(
    tables.profile({ a: ['x', 'y'] }, { target: { column: 'a', positive: 'z' } }),
  ).rejects.toMatchObject({ code: 'TARGET_POSITIVE_UNKNOWN' });
  const thresholds = JSON.parse('{"nothing": 1}');
  await expect(tables.profile({ a: [1] }, { thresholds })).rejects.toMatchObject({ code: 'OPTION_INVALID' });
});

test('progress counts columns and detectors, and a stop ends the work', async () => {
  const table = await tables.plant(flawed);
  const stop = new AbortController();
  const events: number[] = [];
  const running = profileTable({
    sql: tables.sql(),
    table,
    target: { column: 'label' },
    seed: 1,
    now: () => 0,
    signal: stop.signal,
    onEvent: ({ done, total }) => {
      events.push(done);
      expect(total).toBe(7 + detectors.length);
      if (done === 9) stop.abort();
    },
  });
  await expect(running).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(events).toEqual([...events].sort((a, b) => a - b));
  expect(events.at(-1)).toBe(9);
});

test('columns unfit as features are proposed for dropping, each with a reason', async () => {
  const drops = proposeDrops(await tables.profile(flawed, { target: 'label' }));
  expect(drops.map(({ column }) => column)).toEqual(['id', 'fixed', 'copy', 'empty']);
  expect(drops.every(({ reason }) => reason.length > 10)).toBe(true);
});

test.each([
  ['a clear name', { outcome: label, result: label, x: label }, 'outcome'],
  ['an outcome word', { species: label, x: cells(80, (i) => i * 0.3) }, 'species'],
  ['the last column with few values', { x: label, z: label }, 'z'],
  ['nothing', { x: label, z: cells(80, (i) => i * 0.3) }, undefined],
])('the target is proposed by %s', async (_, table, expected) => {
  const { columns } = await tables.profile(table);
  expect(proposeTarget(columns)?.target.column).toBe(expected);
});

test('everything but a large "none" is proposed as positive', async () => {
  const { columns } = await tables.profile({
    damage: cells(60, (i) => (i % 10 === 0 ? 'minor' : i % 15 === 1 ? 'major' : 'None')),
  });
  expect(proposeTarget(columns)?.target).toEqual({ column: 'damage', positive: { not: 'None' } });
});
