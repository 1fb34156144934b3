import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runAssay, temporaryFolder } from './run-assay.ts';

const isBuilt = existsSync(fileURLToPath(new URL('../../out/renderer/index.html', import.meta.url)));

test('serve prints a link with a token and ends with Ctrl-C, or says how to build the app', async () => {
  using folder = temporaryFolder();
  const args = ['serve', '--no-open', '--project', join(folder.path, 'project')];
  const { code, stdout, stderr } = await runAssay(args, {
    onStderr: (text, kill) => {
      if (text.includes('Ctrl-C ends it')) kill('SIGINT');
    },
  });
  if (isBuilt) {
    expect(code).toBe(0);
    expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{20,}\n$/);
  } else {
    expect(code).toBe(1);
    expect(stderr).toContain('npm run build:renderer');
  }
});
