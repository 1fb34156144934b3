import { readFileSync } from 'node:fs';

/**
 * A name for a process that is not reused: its number and, where /proc tells it, the time it started at.
 * Used as the beginning of temporary folders' names, so that what a dead process left can be told.
 */
export function processMark(pid: number = process.pid): string {
  return `${pid}.${startTime(pid) ?? 0}`;
}

/**
 * Whether the process that made this mark is alive. Without start times a reused number counts as alive; then
 * only age tells.
 */
export function isAlive(mark: string): boolean {
  const [pidText = '', started = ''] = mark.split('.');
  const pid = Number(pidText);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  if (!exists(pid)) return false;
  const now = startTime(pid);
  return now === null || started === '0' || now === started;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Field 22 of /proc/<pid>/stat (proc(5)), clock ticks since boot; null where there is no such file. */
function startTime(pid: number): string | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z') return 'zombie';
    return fields[19] ?? null;
  } catch {
    return null;
  }
}
