import { join } from 'node:path';
import { isStale } from './is-stale.ts';
import { root, runCommand } from './run-command.ts';

const sources = ['renderer', 'core/contract', 'vite.config.ts', 'package-lock.json'];

/** Builds out/renderer unless it is newer than what it is made from. False when the build failed. */
export async function buildRenderer(): Promise<boolean> {
  const page = join(root, 'out/renderer/index.html');
  const paths = sources.map((source) => join(root, source));
  if (!isStale(page, paths)) return true;
  // Whoever asks, tests too, gets what people get: React's development build is several times slower.
  const { code } = await runCommand(['vite', 'build', '--logLevel', 'warn'], {
    env: { NODE_ENV: 'production' },
  });
  return code === 0;
}
