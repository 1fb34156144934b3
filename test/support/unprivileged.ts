import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const nobody = 65_534;

/** Runs a script of this folder without the rights of root, which may read everything; returns what it writes. */
export function unprivileged(script: string, args: readonly string[]): string {
  const isRoot = process.getuid?.() === 0;
  return execFileSync(process.execPath, [join(import.meta.dirname, script), ...args], {
    encoding: 'utf8',
    ...(isRoot ? { uid: nobody, gid: nobody } : {}),
  });
}
