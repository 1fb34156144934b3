import { spawn } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';

export const root = join(import.meta.dirname, '..');

/**
 * Runs a program of node_modules/.bin (or of the system) in the project folder. `output` is what it printed
 * when `isQuiet`; otherwise it prints as it goes.
 */
export function runCommand(
  command: readonly [string, ...string[]],
  options: { isQuiet?: boolean; env?: NodeJS.ProcessEnv; timeoutMs?: number } = {},
): Promise<{ code: number; output: string }> {
  const [program, ...values] = command;
  const path = [join(root, 'node_modules/.bin'), dirname(process.execPath), process.env.PATH].join(delimiter);
  const child = spawn(program, values, {
    cwd: root,
    stdio: ['ignore', options.isQuiet ? 'pipe' : 'inherit', options.isQuiet ? 'pipe' : 'inherit'],
    env: { ...process.env, ...options.env, PATH: path },
    ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs }),
    shell: process.platform === 'win32',
  });
  const chunks: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString('utf8') }));
  });
}
