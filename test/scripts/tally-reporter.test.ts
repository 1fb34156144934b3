import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root, runCommand } from '../../scripts/run-command.ts';

it('counts what became of every test, and of files that did not get that far', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-reporter-'));
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write('a.test.mjs', "it('passes', () => {}); it('fails', () => { throw new Error('x'); });");
  write(
    'b.test.mjs',
    "it('waits for a display', (t) => t.skip('there is none')); it.skip('is silent', () => {});",
  );
  write('c.test.mjs', "throw new Error('does not load');");
  write('d.test.mjs', "it('forgets', () => { setTimeout(() => { throw new Error('later'); }); });");
  write('e.test.mjs', "beforeAll(() => { throw new Error('no browser'); }); it('clicks', () => {});");
  const reporter = join(root, 'scripts/tally-reporter.ts');
  const command = ['vitest', 'run', '--root', folder, '--globals', `--reporter=${reporter}`] as const;
  const tally = join(folder, 'tally.json');
  const { code, output } = await runCommand([...command], { isQuiet: true, env: { ASSAY_TALLY: tally } });
  expect(code, output).toBe(1);
  expect(JSON.parse(readFileSync(tally, 'utf8'))).toEqual({
    passed: 2,
    failed: 4,
    skipped: [
      { name: 'waits for a display', reason: 'there is none' },
      { name: 'is silent', reason: null },
      { name: 'clicks', reason: 'its file failed before it could run' },
    ],
  });
  rmSync(folder, { recursive: true });
});
