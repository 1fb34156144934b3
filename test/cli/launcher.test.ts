import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { runAssay, sampleData, temporaryFolder } from './run-assay.ts';

const neededMajor = 24;

test('an older Node hands over to the pinned one', async (context) => {
  const older = olderNode();
  if (!older) return context.skip('there is no Node older than 24 here to hand over from');
  const done = await runAssay(['--version'], { node: older });
  expect(done).toMatchObject({ code: 0, stderr: '' });
  expect(await runAssay(['no-such-command'], { node: older })).toMatchObject({ code: 2 });
});

test('paths are relative to the folder the command is typed in', async () => {
  using folder = temporaryFolder();
  const missing = await runAssay(['run', 'absent.assay.yaml', '--project', 'here'], { cwd: folder.path });
  expect(missing.code).toBe(1);
  expect(missing.stderr).toContain(join(folder.path, 'absent.assay.yaml'));
  expect(existsSync(join(folder.path, 'here'))).toBe(true);
  expect(existsSync(join(dirname(sampleData), 'here'))).toBe(false);
});

function olderNode(): string | null {
  for (const path of ['/usr/bin/node', '/usr/local/bin/node']) {
    if (!existsSync(path)) continue;
    const version = execFileSync(path, ['--version'], { encoding: 'utf8' });
    if (Number(version.slice(1).split('.')[0]) < neededMajor) return path;
  }
  return null;
}
