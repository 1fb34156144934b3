import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readOptionsOf } from '../../cli/read-flags.ts';
import { runAssay, temporaryFolder } from './run-assay.ts';
import { typeAssay } from './type-assay.ts';

const folder = temporaryFolder();
afterAll(() => folder[Symbol.dispose]());

test('flags become reading options', () => {
  expect(
    readOptionsOf(
      {
        delimiter: 'tab',
        header: false,
        'bad-rows': 'set-aside',
        missing: ['NA'],
        format: 'csv',
        decimal: ',',
      },
      'profile',
    ),
  ).toEqual({
    delimiter: '\t',
    header: false,
    badRows: 'set-aside',
    missingTexts: ['NA'],
    format: 'csv',
    decimalSeparator: ',',
  });
});

test.each([
  [['--format', 'xml'], '"xml" is no --format; there are csv, parquet, json'],
  [['--delimiter', 'dot'], '"dot" is no --delimiter; give one character'],
  [['--encoding', 'latin'], '"latin" is no --encoding; there are utf-8, utf-16, latin-1'],
  [['--bad-rows', 'drop'], '"drop" is no --bad-rows; there are stop, set-aside'],
])('wrong usage is told: %j', async (flags, says) => {
  const { code, stderr } = await typeAssay(['profile', 'a.csv', ...flags]);
  expect(code).toBe(2);
  expect(stderr).toContain(says);
});

test('profile sets bad rows aside, tells them, and exits 0', async () => {
  const file = join(folder.path, 'a.txt');
  writeFileSync(file, '1;2\n3\n4;5\n');
  const flags = ['--delimiter', 'semicolon', '--no-header', '--bad-rows', 'set-aside'];
  const project = ['--project', join(folder.path, 'project')];
  const { code, stdout, stderr } = await runAssay(['profile', file, '--json', ...flags, ...project]);
  expect(code, stderr).toBe(0);
  expect(stderr).toContain('1 row was set aside:\n  line 2 has 1 column where 2 are expected: 3\n');
  expect(JSON.parse(stdout).dataset).toMatchObject({ rowCount: 2, columnCount: 2 });
});
