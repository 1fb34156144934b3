import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runAssay, smallCsv, smallSpec, temporaryFolder } from './run-assay.ts';

test('Ctrl-C stops a run, exits 130 and leaves no half run; the next run is whole', async () => {
  using folder = temporaryFolder();
  const inProject = ['--project', join(folder.path, 'project')];
  folder.write('small.csv', smallCsv(300));
  const slow = '  - kind: mlp\n    hidden: [8]\n    maxEpochs: 10000\n    patience: 10000\n';
  folder.write('slow.assay.yaml', smallSpec(slow));
  folder.write('small.assay.yaml', smallSpec());

  let isSent = false;
  const stopped = await runAssay(['run', 'slow.assay.yaml', ...inProject], {
    cwd: folder.path,
    onStderr(text, kill) {
      if (isSent || !text.includes('mlp: epoch')) return;
      isSent = true;
      kill('SIGINT');
    },
  });
  expect(isSent, stopped.stderr).toBe(true);
  expect(stopped).toMatchObject({ code: 130, signal: null, stdout: '' });
  expect(stopped.stderr).toContain('Stopped.');
  expect(readdirSync(join(folder.path, 'project', 'runs'))).toEqual([]);
  expect(readdirSync(join(folder.path, 'project', 'data'))).toEqual([]);

  const whole = await runAssay(['run', 'small.assay.yaml', ...inProject], { cwd: folder.path });
  expect(whole.code, whole.stderr).toBe(0);
});
