import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runAssay, sampleData, temporaryFolder } from './run-assay.ts';

const folder = temporaryFolder();
const project = join(folder.path, 'project');
const birdstrikes = join(sampleData, 'birdstrikes.csv');
const target = 'Effect Amount of damage';

let stdout = '';
beforeAll(async () => {
  const outcome = await runAssay([
    'profile',
    birdstrikes,
    '--target',
    target,
    '--json',
    '--project',
    project,
  ]);
  expect(outcome, outcome.stderr).toMatchObject({ code: 0 });
  stdout = outcome.stdout;
});
afterAll(() => folder[Symbol.dispose]());

test('standard output is one JSON value with the documented keys', () => {
  const { dataset, thresholds, columns, issues, outcomes, badRows, ...rest } = JSON.parse(stdout);
  expect(thresholds).toEqual({});
  expect(rest).toEqual({});
  expect(badRows).toEqual({ count: 0, rows: [] });
  expect(outcomes.length).toBeGreaterThan(30);
  for (const outcome of outcomes) {
    expect(Object.keys(outcome)).toEqual(['detector', 'status', 'reason', 'sampledRows']);
  }
  expect(dataset).toMatchObject({
    name: 'birdstrikes',
    number: 1,
    path: birdstrikes,
    format: 'csv',
    rowCount: 10_000,
    columnCount: 14,
    target: { column: target },
  });
  expect(dataset.version).toMatch(/^[0-9a-f]{64}$/);
  expect(columns).toHaveLength(14);
  expect(Object.keys(columns[0])).toEqual([
    'index',
    'name',
    'type',
    'count',
    'missing',
    'distinct',
    'numeric',
    'text',
    'time',
    'top',
  ]);
  expect(issues.length).toBeGreaterThan(0);
  for (const issue of issues) {
    expect(Object.keys(issue)).toEqual([
      'detector',
      'severity',
      'columns',
      'count',
      'share',
      'measure',
      'statistic',
      'threshold',
      'rows',
      'title',
      'message',
      'fixes',
    ]);
    expect(issue.rows.length).toBeLessThanOrEqual(20);
  }
});

test('the costs of a bird strike are reported as known only after the damage', () => {
  const { issues } = JSON.parse(stdout);
  const leaks = issues.filter((issue: { detector: string }) => issue.detector === 'leak.after-outcome');
  const columns = leaks.flatMap((issue: { columns: string[] }) => issue.columns);
  expect(columns).toEqual(expect.arrayContaining(['Cost Repair', 'Cost Total $']));
  // Counted in the file: 178 of 10,000 rows have a cost of repair, 209 a total cost.
  const countOf = (column: string) =>
    leaks.find((issue: { columns: string[] }) => issue.columns.includes(column)).count;
  expect([countOf('Cost Repair'), countOf('Cost Total $')]).toEqual([178, 209]);
});

test('the same file profiled again prints the same text', async () => {
  const again = await runAssay(['profile', birdstrikes, '--target', target, '--json', '--project', project]);
  expect(again.stdout).toBe(stdout);
});

test('in a pipe the issues are plain lines of at most 80 columns', async () => {
  const { code, stdout: text } = await runAssay(['profile', birdstrikes, '--project', project]);
  expect(code).toBe(0);
  expect(text).toContain('10,000 rows, 14 columns');
  expect(text).toMatch(/\nSampled: /);
  expect(text).not.toMatch(/[^\P{Cc}\n]/u);
  for (const line of text.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
});

test('colours come when they are forced', async () => {
  const coloured = await runAssay(['profile', birdstrikes, '--project', project], {
    env: { FORCE_COLOR: '1' },
  });
  expect(coloured.stdout).toContain('\u001b[1m');
});

test('names that would take over the terminal are printed as escapes', async () => {
  using hostile = temporaryFolder();
  const rows = Array.from({ length: 30 }, (_, i) => `same,${i},x${i}`).join('\n');
  const file = hostile.write('hostile.csv', `"\u001b]0;owned\u0007\u001b[2J",n,"right\u202eleft"\n${rows}\n`);
  const {
    code,
    stdout: text,
    stderr,
  } = await runAssay(['profile', file, '--project', join(hostile.path, 'p')]);
  expect(code, stderr).toBe(0);
  expect(text).toContain('\\u001b]0;owned\\u0007\\u001b[2J');
  for (const hidden of ['\u001b', '\u0007', '\u202e']) expect(text + stderr).not.toContain(hidden);
});

test('rows that were set aside are in the JSON, with their line and the reason', async () => {
  using dirty = temporaryFolder();
  const file = dirty.write('dirty.csv', `a,b\n${'1,2\n'.repeat(20)}1,2,3\n${'3,4\n'.repeat(20)}`);
  const at = ['--project', join(dirty.path, 'p')];
  const { stdout: json, stderr } = await runAssay([
    'profile',
    file,
    '--bad-rows',
    'set-aside',
    '--json',
    ...at,
  ]);
  expect(stderr).toContain('1 row was set aside');
  expect(JSON.parse(json).badRows).toEqual({
    count: 1,
    rows: [{ file: null, line: 22, text: '1,2,3', reason: expect.stringContaining('3 columns') }],
  });
});

test('the page masks personal data, unless it is asked for; without a page there is nothing to ask', async () => {
  using people = temporaryFolder();
  const rows = Array.from({ length: 40 }, (_, i) => `ann${i}@example.org,${i % 2}`).join('\n');
  const file = people.write('people.csv', `email,y\n${rows}\n`);
  const page = join(people.path, 'page.html');
  const args = ['profile', file, '--project', join(people.path, 'p')];
  await runAssay([...args, '--html', page]);
  expect(readFileSync(page, 'utf8')).not.toContain('ann1@example.org');
  await runAssay([...args, '--html', page, '--show-personal-data']);
  expect(readFileSync(page, 'utf8')).toContain('ann1@example.org');
  const alone = await runAssay([...args, '--show-personal-data']);
  expect(alone).toMatchObject({ code: 2, stderr: expect.stringContaining('--html') });
});

test('thresholds that are given count for the terminal, the JSON and the page, and each says so', async () => {
  using scores = temporaryFolder();
  const rows = Array.from({ length: 100 }, (_, i) => `${i < 5 ? '' : (i * 37) % 101},${i % 3}`).join('\n');
  const file = scores.write('scores.csv', `score,y\n${rows}\n`);
  const page = join(scores.path, 'page.html');
  const args = ['profile', file, '--project', join(scores.path, 'p')];
  const set = ['--threshold', 'missingWarning=0.04', '--threshold', 'outlierZ=8'];
  const severity = (json: string) =>
    JSON.parse(json).issues.find((issue: { detector: string }) => issue.detector === 'missing.column')
      .severity;
  expect(severity((await runAssay([...args, '--json'])).stdout)).toBe('note');
  const { stdout: json } = await runAssay([...args, ...set, '--json', '--html', page]);
  expect(severity(json)).toBe('warning');
  expect(JSON.parse(json).thresholds).toEqual({ missingWarning: 0.04, outlierZ: 8 });
  const words = '2 thresholds differ from the default: missingWarning 0.04, outlierZ 8.';
  expect(readFileSync(page, 'utf8')).toContain(words);
  expect((await runAssay([...args, ...set])).stdout.replaceAll('\n', ' ')).toContain(words);
  const unknown = await runAssay([...args, '--threshold', 'outlierX=8']);
  expect(unknown).toMatchObject({ code: 1, stderr: expect.stringContaining('did you mean "outlierZ"?') });
});
