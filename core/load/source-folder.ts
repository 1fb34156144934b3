import { readdir, stat } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { CoreError } from '../errors.ts';
import { packedExtensions, tableExtensions } from './file-extensions.ts';
import { maxFolderFiles } from './limits.ts';
import { toFileFailure } from './source-file.ts';

/**
 * The tables of a folder, sorted by name, or null when the path is no folder. Hidden files, subfolders and files that
 * are no tables by their name are passed over. Throws TABLE_EMPTY for none and LIMIT_EXCEEDED for more than 1,000.
 */
export async function folderFiles(path: string): Promise<string[] | null> {
  const folder = resolve(path);
  try {
    if (!(await stat(folder)).isDirectory()) return null;
    const entries = await readdir(folder, { withFileTypes: true });
    const names = entries
      .filter((entry) => !entry.isDirectory() && isTable(entry.name))
      .map((entry) => entry.name)
      .sort();
    if (names.length === 0) {
      throw new CoreError(
        'TABLE_EMPTY',
        `${folder} is a folder without tables; choose one with CSV, Parquet, JSON or other data files.`,
        { details: { path: folder } },
      );
    }
    if (names.length > maxFolderFiles) {
      throw new CoreError(
        'LIMIT_EXCEEDED',
        `${folder} has ${names.length} tables, more than the ${maxFolderFiles} that are read as one; join them first.`,
        { details: { path: folder, files: names.length } },
      );
    }
    return names.map((name) => join(folder, name));
  } catch (cause) {
    throw toFileFailure(folder, cause);
  }
}

function isTable(name: string): boolean {
  if (/^[._]/.test(name)) return false;
  const extension = extname(name).toLowerCase();
  if (packedExtensions.has(extension)) return isTable(name.slice(0, -extension.length));
  return tableExtensions.has(extension);
}
