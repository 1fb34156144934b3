import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A Python of its own with these packages from PyPI, in node_modules/.cache, made at the first start.
 * Returns the path of its interpreter.
 */
export function pythonPeer(name: string, packages: readonly string[]): string {
  const venv = join(import.meta.dirname, '../../node_modules/.cache', `bench-venv-${name}`);
  const python = join(venv, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  if (!existsSync(python)) execFileSync('python3', ['-m', 'venv', venv], { stdio: 'inherit' });
  execFileSync(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages], {
    stdio: 'inherit',
  });
  return python;
}
