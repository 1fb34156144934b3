import { CoreError } from '../errors.ts';

/**
 * A failure of the file system in words: FILE_MISSING, FILE_NOT_A_FILE, FILE_UNREADABLE, DISK_FULL or CANCELLED.
 * Other errors come back as they are.
 */
export function diskFailure(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || error instanceof CoreError) return error;
  const options = { cause: error, details: { path } };
  switch ('code' in error ? error.code : error.name) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new CoreError('FILE_MISSING', `There is no file "${path}"; check the path.`, options);
    case 'EISDIR':
      return new CoreError('FILE_NOT_A_FILE', `"${path}" is not a file; give the path of a file.`, options);
    case 'EACCES':
    case 'EPERM':
      return new CoreError(
        'FILE_UNREADABLE',
        `"${path}" may not be accessed; check its permissions.`,
        options,
      );
    case 'ENOSPC':
    case 'EDQUOT':
      return new CoreError(
        'DISK_FULL',
        `The disk is full at "${path}"; free some space and try again.`,
        options,
      );
    case 'ABORT_ERR':
    case 'AbortError':
      return new CoreError('CANCELLED', 'Stopped on request.', options);
    default:
      return error;
  }
}
