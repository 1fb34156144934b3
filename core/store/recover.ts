import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { interruptJobs } from './interrupt-jobs.ts';
import { isAlive } from './owner.ts';

/** What opening a project mended. Paths are relative to the project folder. */
export interface Recovery {
  /** Jobs of processes that died, now interrupted. */
  readonly interruptedJobs: readonly string[];
  /** Files and folders without a row, removed. */
  readonly removed: readonly string[];
  /** Files and folders that a row speaks of and that are not there; the rows stay. */
  readonly missing: readonly string[];
}

const uploadLifetimeMs = 86_400_000;
const temporaryLifetimeMs = 7 * 86_400_000;

/**
 * Clears what dead processes left: their temporary folders, uploads older than a day, and, when no other process
 * has the project open, run folders and data files without a row. Since the row comes last, these were never
 * finished; they are removed and not adopted. Runs inside the transaction that opens the project, so that no other
 * process can begin to write meanwhile.
 */
export function recover({ database, path, now }: { database: Database; path: string; now: Date }): Recovery {
  const removed: string[] = [];
  const remove = (relative: string) => {
    rmSync(join(path, relative), { recursive: true, force: true });
    removed.push(relative);
  };
  const ageMs = (relative: string) => now.getTime() - statSync(join(path, relative)).mtimeMs;

  const openings = readdirSync(join(path, 'tmp'));
  const live = new Set(openings.filter((name) => isLive(name, ageMs(join('tmp', name)))));
  for (const name of openings) if (!live.has(name)) remove(join('tmp', name));
  for (const name of readdirSync(join(path, 'uploads'))) {
    if (ageMs(join('uploads', name)) > uploadLifetimeMs) remove(join('uploads', name));
  }
  const known = new Set([
    ...idsOf(database, 'runs').map((id) => join('runs', id)),
    ...idsOf(database, 'versions').map((id) => join('data', `${id}.parquet`)),
  ]);
  const present = ['runs', 'data'].flatMap((folder) =>
    readdirSync(join(path, folder)).map((name) => join(folder, name)),
  );
  const isKnown = (relative: string) => known.has(relative.replace(/\.bad\.ndjson$/, '.parquet'));
  if (live.size === 0) for (const relative of present) if (!isKnown(relative)) remove(relative);
  return {
    interruptedJobs: interruptJobs({ database, live, now }),
    removed,
    missing: [...known].filter((relative) => !present.includes(relative)),
  };
}

function isLive(name: string, ageMs: number): boolean {
  const [mark = ''] = name.split('-');
  const hasStartTime = !mark.endsWith('.0');
  return isAlive(mark) && (hasStartTime || ageMs < temporaryLifetimeMs);
}

function idsOf(database: Database, table: 'runs' | 'versions'): string[] {
  return database.prepare<[], string>(`SELECT id FROM ${table}`).pluck().all();
}
