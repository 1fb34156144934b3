import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, runCommand } from './run-command.ts';

const downloadTimeoutMs = 180_000;

/** The executable of Electron's runtime, or null where it has not been downloaded. */
export function electronRuntime(folder: string = join(root, 'node_modules/electron')): string | null {
  try {
    const { version }: { version: string } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const present = readFileSync(join(folder, 'dist/version'), 'utf8').trim().replace(/^v/, '');
    const executable = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim());
    return present === version && existsSync(executable) ? executable : null;
  } catch {
    return null;
  }
}

/** Fetches the runtime, three minutes long at most; answers with the executable, or with why there is none. */
export async function fetchElectronRuntime(): Promise<{ executable: string } | { reason: string }> {
  const present = electronRuntime();
  if (present !== null) return { executable: present };
  console.log("Fetching Electron's runtime, which happens once (about 120 MB) …");
  const installer = join(root, 'node_modules/electron/install.js');
  const { code, output } = await runCommand([process.execPath, installer], {
    isQuiet: true,
    timeoutMs: downloadTimeoutMs,
  });
  const executable = electronRuntime();
  if (code === 0 && executable !== null) return { executable };
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  return { reason: lines[0]?.trim() ?? 'the download took longer than three minutes' };
}
