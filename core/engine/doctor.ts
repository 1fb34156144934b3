import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { release } from 'node:os';
import { dirname, join } from 'node:path';
import type { DoctorReport } from '../contract/project.ts';
import { engineVersion } from '../version.ts';
import { libraryVersion } from './environment.ts';

type Item = DoctorReport['items'][number];

/** What this installation has: versions, tfjs backends that load, a browser, Electron's runtime. */
export async function examine(
  backends: () => Promise<{ name: string; error: string | null }[]>,
): Promise<DoctorReport> {
  return {
    items: [
      ok('assay', 'Assay', engineVersion),
      ok('node', 'Node.js', `${process.version}, ${process.platform} ${process.arch}, kernel ${release()}`),
      await attempt('duckdb', 'DuckDB', async () => (await import('@duckdb/node-api')).version()),
      await attempt('sqlite', 'SQLite', async () =>
        (await import('../store/sqlite-version.ts')).sqliteVersion(),
      ),
      ok('tfjs', 'TensorFlow.js', libraryVersion('@tensorflow/tfjs')),
      ...(await backends()).map(backendItem),
      browserItem(),
      electronItem(),
    ],
  };
}

function backendItem({ name, error }: { name: string; error: string | null }): Item {
  const label = `tfjs backend ${name}`;
  return error === null
    ? ok(`backend-${name}`, label, 'loads')
    : { id: `backend-${name}`, label, status: 'absent', detail: error };
}

function browserItem(): Item {
  const candidates = [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ];
  const found = candidates.find((path) => path && existsSync(path));
  if (found) return ok('browser', 'Chromium', found);
  const detail = 'not found; any browser opens the app, tests need CHROMIUM_PATH or an installed Chromium';
  return { id: 'browser', label: 'Chromium', status: 'absent', detail };
}

function electronItem(): Item {
  const label = "Electron's runtime";
  try {
    const directory = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
    const version = libraryVersion('electron');
    if (existsSync(join(directory, 'dist', 'version'))) return ok('electron', label, version);
    const detail = `${version} is not downloaded; "npm start" fetches it, or opens the browser host instead`;
    return { id: 'electron', label, status: 'absent', detail };
  } catch {
    return { id: 'electron', label, status: 'absent', detail: 'the electron package is not installed' };
  }
}

function ok(id: string, label: string, detail: string): Item {
  return { id, label, status: 'ok', detail };
}

async function attempt(id: string, label: string, read: () => Promise<string>): Promise<Item> {
  try {
    return ok(id, label, await read());
  } catch (error) {
    return { id, label, status: 'broken', detail: error instanceof Error ? error.message : String(error) };
  }
}
