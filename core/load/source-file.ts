import { open, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { CoreError } from '../errors.ts';

/** A file that can be read, with its first and last bytes. */
export interface SourceFile {
  /** The file that was asked for, absolute. */
  readonly path: string;
  /** Where the content lies: `path`, or what was unpacked from it. */
  readonly contentPath: string;
  /** File name, for messages. */
  readonly name: string;
  /** Size of the content. */
  readonly bytes: number;
  readonly head: Uint8Array;
  readonly tail: Uint8Array;
  /** Whether the content is only the beginning of it, for a preview. */
  readonly isCut: boolean;
}

/** Bytes of the beginning that decisions are made from. */
const headBytes = 1 << 21;
const tailBytes = 4;

/**
 * Looks at a file without reading it whole. Throws FILE_MISSING, FILE_NOT_A_FILE for folders, pipes and devices,
 * and FILE_UNREADABLE without permission.
 */
export async function openSourceFile(path: string): Promise<SourceFile> {
  const absolute = resolve(path);
  try {
    const facts = await stat(absolute);
    if (!facts.isFile()) {
      const kind = facts.isDirectory() ? 'a folder' : 'no regular file';
      throw new CoreError('FILE_NOT_A_FILE', `${absolute} is ${kind}; choose a file with a table.`, {
        details: { path: absolute },
      });
    }
    const handle = await open(absolute, 'r');
    try {
      const read = async (length: number, position: number) => {
        const buffer = new Uint8Array(length);
        const { bytesRead } = await handle.read(buffer, 0, length, position);
        return buffer.subarray(0, bytesRead);
      };
      const head = await read(Math.min(headBytes, facts.size), 0);
      const tail = await read(Math.min(tailBytes, facts.size), Math.max(0, facts.size - tailBytes));
      const place = { path: absolute, contentPath: absolute, name: basename(absolute) };
      return { ...place, bytes: facts.size, head, tail, isCut: false };
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw toFileFailure(absolute, cause);
  }
}

/** What the file system says about a path, as FILE_MISSING or FILE_UNREADABLE; anything else as it was. */
export function toFileFailure(path: string, cause: unknown): unknown {
  const code = cause instanceof Error && 'code' in cause ? cause.code : null;
  const options = { details: { path }, cause };
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new CoreError('FILE_MISSING', `There is no file ${path}; check the path.`, options);
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new CoreError(
      'FILE_UNREADABLE',
      `${path} may not be read by you; change its permissions.`,
      options,
    );
  }
  if (code === 'EIO' || code === 'EBUSY' || code === 'ELOOP' || code === 'ENAMETOOLONG') {
    return new CoreError(
      'FILE_UNREADABLE',
      `${path} cannot be read (${code}); copy it elsewhere and try again.`,
      options,
    );
  }
  if (code === 'ERR_INVALID_ARG_VALUE') {
    return new CoreError('FILE_MISSING', `There is no such file: its name has a NUL character.`, options);
  }
  return cause;
}
