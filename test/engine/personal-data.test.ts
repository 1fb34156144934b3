import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { experimentSpec } from '../../core/contract/experiment.ts';
import type { DatasetVersionId, RunId } from '../../core/contract/ids.ts';
import { type Engine, engineVersion } from '../../core/engine/index.ts';
import { saveProfile } from '../../core/store/profiles.ts';
import { openProject } from '../../core/store/project.ts';
import { noon } from '../support/temporary-project.ts';
import { endOf, loadCsv, openEngine } from './open-engine.ts';

const folder = mkdtempSync(join(realpathSync(tmpdir()), 'assay-gate-'));
const target = { column: 'y' };
const people = `mail,n,y\n${Array.from({ length: 60 }, (_, i) => {
  return `p${i % 9}@example.org,${i},${i % 2 === 0 ? 'a' : 'b'}`;
}).join('\n')}\n`;
let engine: Engine;
let version: DatasetVersionId;
let open: RunId;
let dropped: RunId;

beforeAll(async () => {
  engine = openEngine(folder);
  version = await loadCsv(engine, folder, people);
  await knowMailAsPersonal();
  open = await runWith({});
  dropped = await runWith({ drop: ['mail'] });
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Stores the profile of the table with one finding about the column of addresses. */
async function knowMailAsPersonal(): Promise<void> {
  await endOf(engine, (await engine.client.profile.start({ version, target })).job);
  const found = await engine.client.profile.get({ version, target });
  if (!found) throw new Error('no profile');
  const issue = {
    detector: 'pii.email',
    severity: 'warning' as const,
    columns: ['mail'],
    count: 60,
    share: 1,
    measure: '',
    statistic: null,
    threshold: null,
    rows: [1],
    title: 'mail holds addresses',
    message: '',
    fixes: [],
  };
  const project = openProject({ directory: join(folder, 'project'), now: () => noon });
  const issues = [...found.issues.filter(({ detector }) => !detector.startsWith('pii.')), issue];
  saveProfile(project, { profile: { ...found, issues }, engineVersion });
  project.close();
}

async function runWith(recipe: object): Promise<RunId> {
  const spec = experimentSpec.parse({
    assay: 1,
    name: 'gate',
    data: { version },
    target,
    recipe,
    learners: [{ kind: 'prior' }],
  });
  const { result, error } = await endOf(engine, (await engine.client.run.start({ spec })).job);
  if (result?.kind !== 'run') throw new Error(error?.message ?? 'no run');
  return result.run;
}

async function exported(run: RunId, options: { includeData: boolean; allowPersonalData?: boolean }) {
  return endOf(engine, (await engine.client.bundle.export({ run, ...options })).job);
}

test('a bundle with the data is refused while a column looks like personal data, dropped or not', async () => {
  for (const run of [open, dropped]) {
    const { status, error } = await exported(run, { includeData: true });
    expect({ status, code: error?.code }).toEqual({ status: 'failed', code: 'PERSONAL_DATA' });
    expect(error?.message).toContain('"mail"');
  }
});

test('a bundle without the data is refused only when the model learnt from the column', async () => {
  expect((await exported(open, { includeData: false })).error?.code).toBe('PERSONAL_DATA');
  expect((await exported(dropped, { includeData: false })).status).toBe('done');
});

test('with consent it is written', async () => {
  expect((await exported(open, { includeData: true, allowPersonalData: true })).status).toBe('done');
});

test('the gate says which columns and what the recipe does with them', async () => {
  expect(await engine.client.bundle.gate({ run: dropped, includeData: false })).toEqual({
    isClear: true,
    isExamined: true,
    findings: [
      {
        column: 'mail',
        detector: 'pii.email',
        severity: 'warning',
        title: 'mail holds addresses',
        treatment: 'dropped',
      },
    ],
  });
  expect((await engine.client.bundle.gate({ run: dropped, includeData: true })).isClear).toBe(false);
});

test('a run whose data was removed is refused with the reason, until it is allowed or the data is back', async () => {
  await engine.client.dataset.remove({ version });
  expect(await engine.client.bundle.gate({ run: dropped, includeData: false })).toEqual({
    isClear: false,
    isExamined: false,
    findings: [],
  });
  for (const includeData of [true, false]) {
    const { error } = await exported(dropped, { includeData });
    expect(error).toMatchObject({
      code: 'PERSONAL_DATA',
      message: expect.stringContaining('is gone, so it cannot be checked for personal data'),
    });
  }
  expect((await exported(dropped, { includeData: false, allowPersonalData: true })).status).toBe('done');
  expect(await loadCsv(engine, folder, people)).toBe(version);
  expect((await exported(dropped, { includeData: false })).status).toBe('done');
});
