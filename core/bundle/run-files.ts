import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { CoreError } from '../errors.ts';
import { isBundlePath, requiredRunFiles } from './bundle-path.ts';

/**
 * Paths of a run folder's files that go into a bundle, relative and with slashes, in code-unit order: the fixed
 * files and everything below `model/`. RUN_UNKNOWN when a fixed one is missing; BUNDLE_MALFORMED when a model
 * file has a name that is not safe everywhere or is no plain file.
 */
export async function listRunFiles(runDirectory: string): Promise<string[]> {
  const found = await readdir(runDirectory, { recursive: true, withFileTypes: true });
  const paths: string[] = [];
  for (const item of found) {
    const path = relative(runDirectory, join(item.parentPath, item.name)).split(sep).join('/');
    const isWanted = path.startsWith('model/') || requiredRunFiles.some((name) => name === path);
    if (!isWanted || item.isDirectory()) continue;
    if (!item.isFile() || !isBundlePath(path)) {
      const message = `"${path}" cannot go into a bundle; use plain files named with letters, digits, ".", "-", "_".`;
      throw new CoreError('BUNDLE_MALFORMED', message, { details: { path } });
    }
    paths.push(path);
  }
  for (const name of requiredRunFiles) {
    if (paths.includes(name)) continue;
    const message = `The run in "${runDirectory}" has no ${name}; train the experiment again.`;
    throw new CoreError('RUN_UNKNOWN', message, { details: { path: name } });
  }
  return paths.sort();
}
