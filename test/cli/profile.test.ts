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
  const { dataset, columns, issues, ...rest } = JSON.parse(stdout);
  expect(rest).toEqual({});
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
