import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEngine } from '../../core/engine/index.ts';
import { runAssay, smallCsv, smallSpec, temporaryFolder } from './run-assay.ts';

const folder = temporaryFolder();
const inProject = ['--project', join(folder.path, 'project')];
const bundle = join(folder.path, 'small.assay');
let run = '';

beforeAll(async () => {
  folder.write('small.csv', smallCsv());
  folder.write('small.assay.yaml', smallSpec());
  const outcome = await runAssay(['run', 'small.assay.yaml', '--json', ...inProject], { cwd: folder.path });
  expect(outcome, outcome.stderr).toMatchObject({ code: 0 });
  run = JSON.parse(outcome.stdout).run;
  const exported = await runAssay(['bundle', 'export', run.slice(0, 8), '-o', bundle, ...inProject]);
  expect(exported, exported.stderr).toMatchObject({ code: 0, stdout: `${bundle}\n` });
});
afterAll(() => folder[Symbol.dispose]());

test('without --output the bundle lies in the project and its path is printed', async () => {
  const { stdout } = await runAssay(['bundle', 'export', run, ...inProject]);
  const path = stdout.trimEnd();
  expect(path.startsWith(join(folder.path, 'project', 'bundles'))).toBe(true);
  expect(readFileSync(path).equals(readFileSync(bundle))).toBe(true);
});

test('verify passes an untouched bundle and makes no project', async () => {
  using elsewhere = temporaryFolder();
  const { code, stdout } = await runAssay(['bundle', 'verify', bundle], { cwd: elsewhere.path });
  expect(code).toBe(0);
  expect(stdout).toContain(`Intact: run ${run.slice(0, 12)} "Small"`);
  expect(readdirSync(elsewhere.path)).toEqual([]);
});

test('verify finds a changed byte, says so and exits 1', async () => {
  const bytes = readFileSync(bundle);
  const place = Math.floor(bytes.length / 3);
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  const broken = folder.write('broken.assay', bytes);
  const text = await runAssay(['bundle', 'verify', broken]);
  expect(text.code).toBe(1);
  expect(text.stdout + text.stderr).toMatch(/FAIL|assay:/);
  const imported = await runAssay(['bundle', 'import', broken, '--project', join(folder.path, 'refusing')]);
  expect(imported.code).toBe(1);
  expect(readdirSync(join(folder.path, 'refusing', 'runs'))).toEqual([]);
});

test('verify --json prints the report', async () => {
  const { code, stdout } = await runAssay(['bundle', 'verify', bundle, '--json']);
  expect(code).toBe(0);
  const report = JSON.parse(stdout);
  expect(Object.keys(report).sort()).toEqual(['bytes', 'checks', 'digest', 'isIntact', 'manifest', 'path']);
  expect(report).toMatchObject({ isIntact: true, manifest: { run, includesData: true } });
});

test('import brings the run into another project, once', async () => {
  const there = ['--project', join(folder.path, 'theirs')];
  const first = await runAssay(['bundle', 'import', bundle, ...there]);
  expect(first, first.stderr).toMatchObject({ code: 0, stdout: `Run ${run.slice(0, 12)}  Small\n` });
  const second = await runAssay(['bundle', 'import', bundle, ...there]);
  expect(second).toMatchObject({ code: 0, stdout: `Run ${run.slice(0, 12)}  Small (was there already)\n` });
  const compared = await runAssay(['compare', run, ...there]);
  expect(compared.stdout).toContain('Logistic regression');
});

test('a bundle without data is smaller and verifies', async () => {
  const slim = join(folder.path, 'slim.assay');
  await runAssay(['bundle', 'export', run, '--no-data', '--output', slim, ...inProject]);
  expect(readFileSync(slim).length).toBeLessThan(readFileSync(bundle).length);
  const { stdout } = await runAssay(['bundle', 'verify', slim, '--json']);
  expect(JSON.parse(stdout)).toMatchObject({ isIntact: true, manifest: { includesData: false } });
});

test('a file that is no bundle is refused in words', async () => {
  const text = folder.write('notes.txt', 'no bundle');
  const { code, stderr } = await runAssay(['bundle', 'verify', text]);
  expect(code).toBe(1);
  expect(stderr).toContain('assay:');
  expect(stderr).toContain(text);
});

test('an output that cannot be written is named with the place where the bundle lies', async () => {
  const output = join(folder.path, 'absent', 'x.assay');
  const { code, stderr } = await runAssay(['bundle', 'export', run, '-o', output, ...inProject]);
  expect(code).toBe(1);
  expect(stderr).toContain(`could not be written to ${output}`);
  expect(existsSync(join(folder.path, 'absent'))).toBe(false);
});

test('a run whose data was removed is refused with the reason, unless personal data is allowed', async () => {
  const projectDirectory = join(folder.path, 'removed');
  const there = ['--project', projectDirectory];
  const imported = await runAssay(['bundle', 'import', bundle, ...there]);
  expect(imported, imported.stderr).toMatchObject({ code: 0 });
  const engine = createEngine({ projectDirectory, host: 'cli', now: () => new Date(0) });
  for (const { id } of await engine.client.dataset.list({})) {
    await engine.client.dataset.remove({ version: id });
  }
  await engine.close();
  const refused = await runAssay(['bundle', 'export', run, ...there]);
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr.replaceAll('\n', ' ')).toContain(
    'is gone, so it cannot be checked for personal data',
  );
  const allowed = await runAssay(['bundle', 'export', run, '--allow-personal-data', ...there]);
  expect(allowed, allowed.stderr).toMatchObject({ code: 0 });
});
