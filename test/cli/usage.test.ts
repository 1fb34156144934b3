import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { verbs } from '../../cli/verbs.ts';
import { typeAssay } from './type-assay.ts';

test('help lists every command and exits 0', async () => {
  const { code, stdout, stderr } = await typeAssay(['--help']);
  expect(code).toBe(0);
  expect(stderr).toBe('');
  for (const [name, { summary }] of verbs) expect(stdout).toContain(`${name.padEnd(9)}${summary}`);
});

test('every command explains itself within 80 columns', async () => {
  for (const [name, { load }] of verbs) {
    const { help } = await load();
    expect(help).toMatch(new RegExp(`^Usage: assay ${name}`));
    for (const line of help.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
  }
});

test('--help after a command prints its help and does nothing else', async () => {
  const { code, stdout } = await typeAssay(['compare', '--help']);
  expect(code).toBe(0);
  expect(stdout).toContain('Usage: assay compare RUN…');
});

test('the version is that of the package', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(await typeAssay(['--version'])).toMatchObject({ code: 0, stdout: `${version}\n` });
});

test.each([
  { args: [], says: 'A command is missing' },
  { args: ['profle'], says: '"profle" is no command; there are demo, profile' },
  { args: ['profile'], says: 'FILE is missing' },
  { args: ['profile', 'a.csv', 'b.csv'], says: '"b.csv" is one argument too many' },
  { args: ['profile', 'a.csv', '--tagret', 'x'], says: "Unknown option '--tagret'" },
  { args: ['profile', 'a.csv', '--target'], says: '--target' },
  { args: ['profile', 'a.csv', '--threshold', 'outlierZ'], says: '"outlierZ" is no --threshold' },
  { args: ['profile', 'a.csv', '--threshold', 'outlierZ='], says: 'such as outlierZ=8' },
  { args: ['profile', 'a.csv', '--threshold', '=8'], says: '"=8" is no --threshold' },
  { args: ['profile', 'a.csv', '--threshold', 'outlierZ=much'], says: '"outlierZ=much" is no --threshold' },
  { args: ['run'], says: 'SPEC is missing' },
  { args: ['compare'], says: 'RUN is missing' },
  { args: ['bundle'], says: 'An action is missing; there are export, verify and import' },
  { args: ['bundle', 'verfy', 'x'], says: '"verfy" is no action' },
  { args: ['serve', '--port', 'http'], says: '"http" is no port' },
  { args: ['serve', '--port', '70000'], says: '"70000" is no port' },
])('wrong usage exits 2 and says what is wrong: assay $args', async ({ args, says }) => {
  const { code, stdout, stderr } = await typeAssay(args);
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain(says);
  expect(stderr).toContain('--help shows how it is used.');
});
