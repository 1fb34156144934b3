import { CoreError } from '../errors.ts';

/** Calls SQLite and turns its expected failures into PROJECT_LOCKED, DISK_FULL and PROJECT_INVALID. */
export function inDatabase<T>(path: string, use: () => T): T {
  try {
    return use();
  } catch (cause) {
    throw toProjectFailure(path, cause);
  }
}

function toProjectFailure(path: string, cause: unknown): unknown {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new CoreError(
      'PROJECT_LOCKED',
      `Another program is writing to ${path}; try again when it is done.`,
      { cause },
    );
  }
  if (code.startsWith('SQLITE_FULL')) {
    return new CoreError('DISK_FULL', 'The disk is full; free some space and try again.', { cause });
  }
  if (/^SQLITE_(NOTADB|CORRUPT|CANTOPEN|READONLY|PERM)/.test(code)) {
    return new CoreError(
      'PROJECT_INVALID',
      `${path} cannot be used as a project database (${cause instanceof Error ? cause.message : code}); choose another project folder.`,
      { cause },
    );
  }
  return cause;
}
