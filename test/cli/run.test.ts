import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runAssay, smallCsv, smallSpec, temporaryFolder } from './run-assay.ts';

const folder = temporaryFolder();
const inProject = ['--project', join(folder.path, 'project')];
let run = '';

beforeAll(async () => {
  folder.write('small.csv', smallCsv());
  folder.write('small.assay.yaml', smallSpec());
  const outcome = await runAssay(['run', 'small.assay.yaml', '--json', ...inProject], { cwd: folder.path });
  expect(outcome, outcome.stderr).toMatchObject({ code: 0 });
  const answer = JSON.parse(outcome.stdout);
  expect(Object.keys(answer)).toEqual(['run', 'wasCached', 'dataset', 'spec', 'metrics']);
  expect(answer).toMatchObject({ wasCached: false, dataset: 'small', spec: { name: 'Small', seed: 1 } });
  expect(answer.metrics.models.map((model: { kind: string }) => model.kind)).toEqual([
    'prior',
    'logistic-regression',
  ]);
  run = answer.run;
});
afterAll(() => folder[Symbol.dispose]());

test('the same experiment again answers from the project', async () => {
  const again = await runAssay(['run', 'small.assay.yaml', ...inProject], { cwd: folder.path });
  expect(again.code).toBe(0);
  expect(again.stdout).toContain(`Run ${run.slice(0, 12)}  Small (was there already)`);
});

test('the experiment gives the same metrics and predictions in another project', async () => {
  const other = join(folder.path, 'other');
  const outcome = await runAssay([
    'run',
    join(folder.path, 'small.assay.yaml'),
    '--project',
    other,
    '--json',
  ]);
  expect(JSON.parse(outcome.stdout)).toMatchObject({ run, wasCached: false });
  for (const name of ['metrics.json', 'predictions.parquet', 'recipe.json', 'spec.json']) {
    const [first, second] = [join(folder.path, 'project'), other].map((project) =>
      readFileSync(join(project, 'runs', run, name)),
    );
    expect(second?.equals(first ?? Buffer.alloc(0)), name).toBe(true);
  }
});

test('compare prints the verdict, a row per model and the prevalence, by a prefix of the id', async () => {
  const { code, stdout } = await runAssay(['compare', run.slice(0, 6), ...inProject]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/AP \(95 %\)\s+AUC\s+loss\s+Brier\s+F1\s+MCC\s+at/);
  expect(stdout).toMatch(/Logistic regression\s+[01]\.\d{3} [01]\.\d\d–[01]\.\d\d(\s+-?\d+\.\d+){6}/);
  expect(stdout).toMatch(/Prevalence of "yes" is 0\.3\d\d/);
  for (const line of stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
});

test('compare --json prints the comparison with the documented keys', async () => {
  const { stdout } = await runAssay(['compare', run, run, '--json', ...inProject]);
  const comparison = JSON.parse(stdout);
  expect(Object.keys(comparison).sort()).toEqual(
    [
      'models',
      'differences',
      'best',
      'simplestSufficient',
      'prevalence',
      'positiveClass',
      'classNames',
      'testRows',
      'testLooks',
      'headline',
      'detail',
      'warnings',
    ].sort(),
  );
  expect(comparison.models).toHaveLength(2);
  expect(comparison.best).toEqual({ run, learner: 'logistic-regression' });
});

test('an id that no run has fails and lists the runs there are', async () => {
  const { code, stdout, stderr } = await runAssay(['compare', 'zzz', ...inProject]);
  expect(code).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toContain('No run starts with "zzz". This project has:');
  expect(stderr).toContain(`${run.slice(0, 12)}  Small`);
});

test('two runs of one test part compare in one table', async () => {
  folder.write('other.assay.yaml', smallSpec('    l2: 0.1\n').replace('name: Small', 'name: Weak penalty'));
  const outcome = await runAssay(['run', 'other.assay.yaml', '--json', ...inProject], { cwd: folder.path });
  expect(outcome, outcome.stderr).toMatchObject({ code: 0 });
  const other = JSON.parse(outcome.stdout).run;
  expect(other).not.toBe(run);
  const { stdout } = await runAssay(['compare', run, other, ...inProject]);
  for (const id of [run, other]) expect(stdout).toContain(id.slice(0, 8));
  expect(stdout).toContain('scored by 2 runs so far');
});

test('the project is found from a folder inside it', async () => {
  const { code, stdout } = await runAssay(['compare', run], { cwd: join(folder.path, 'project', 'runs') });
  expect(code).toBe(0);
  expect(stdout).toContain('Logistic regression');
});
