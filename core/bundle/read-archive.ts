import { createHash } from 'node:crypto';
import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { CoreError, throwIfCancelled } from '../errors.ts';
import { isBundlePath, manifestPath } from './bundle-path.ts';

/** A file that was extracted, with what was counted on the way. */
export interface ExtractedFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

const mostEntries = 20_000;
const mostManifestBytes = 16 * 1024 * 1024;

/**
 * Extracts a bundle into an empty folder and says what was in it, in the archive's order. The central directory
 * is checked first, before anything is written: only paths that a bundle may hold, each once, plain files, stored
 * and not compressed, together no larger than the archive itself, so that nothing can expand or escape.
 * Anything else is BUNDLE_MALFORMED. Nothing is written outside `directory`.
 */
export async function extractArchive(options: {
  path: string;
  fileBytes: number;
  directory: string;
  signal?: AbortSignal;
  onFile?: (done: number, total: number) => void;
}): Promise<ExtractedFile[]> {
  const zip = await reading(openPromise(options.path, { autoClose: false, strictFileNames: true }));
  zip.on('error', () => zip.close());
  try {
    const entries = await reading(listEntries(zip, options.fileBytes));
    const files: ExtractedFile[] = [];
    for (const entry of entries) {
      options.onFile?.(files.length, entries.length);
      files.push(await extract(zip, entry, options));
    }
    return files;
  } finally {
    zip.close();
  }
}

async function listEntries(zip: ZipFile, fileBytes: number): Promise<Entry[]> {
  const entries: Entry[] = [];
  const seen = new Set<string>();
  let total = 0;
  if (zip.entryCount > mostEntries)
    throw malformed(`it has ${zip.entryCount} entries, more than ${mostEntries}`);
  for await (const entry of zip.eachEntry()) {
    const name = JSON.stringify(entry.fileName);
    if (!isBundlePath(entry.fileName)) throw malformed(`the path ${name} has no place in a bundle`);
    const key = entry.fileName.toLowerCase();
    if (seen.has(key)) throw malformed(`the path ${name} occurs twice`);
    seen.add(key);
    const type = (entry.externalFileAttributes >>> 16) & 0o170000;
    if (type !== 0o100000) throw malformed(`${name} is not a plain file`);
    if (entry.compressionMethod !== 0 || entry.isEncrypted())
      throw malformed(`${name} is not stored plainly`);
    if (entry.fileName === manifestPath && entry.uncompressedSize > mostManifestBytes) {
      throw malformed(`manifest.json has ${entry.uncompressedSize} bytes, more than ${mostManifestBytes}`);
    }
    total += entry.uncompressedSize;
    if (total > fileBytes) throw malformed(`its files claim ${total} bytes, more than the archive has`);
    entries.push(entry);
  }
  for (const key of seen) {
    for (let at = key.indexOf('/'); at >= 0; at = key.indexOf('/', at + 1)) {
      if (seen.has(key.slice(0, at))) throw malformed(`"${key.slice(0, at)}" is both a file and a folder`);
    }
  }
  return entries;
}

async function extract(
  zip: ZipFile,
  entry: Entry,
  options: { directory: string; signal?: AbortSignal },
): Promise<ExtractedFile> {
  const target = join(options.directory, ...entry.fileName.split('/'));
  await mkdir(dirname(target), { recursive: true });
  const source = await reading(zip.openReadStreamPromise(entry));
  const hash = createHash('sha256');
  let bytes = 0;
  const file = await open(target, 'wx');
  try {
    for await (const chunk of source) {
      throwIfCancelled(options.signal);
      hash.update(chunk);
      bytes += chunk.length;
      await file.writeFile(chunk);
    }
  } finally {
    await file.close();
  }
  if (bytes !== entry.uncompressedSize) {
    throw malformed(`${entry.fileName} ends after ${bytes} of ${entry.uncompressedSize} bytes`);
  }
  return { path: entry.fileName, bytes, sha256: hash.digest('hex') };
}

/** Errors of the zip reader are findings about the archive; errors of the disk keep their code. */
async function reading<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof CoreError || (error instanceof Error && 'code' in error)) throw error;
    throw malformed(error instanceof Error ? error.message : String(error), error);
  }
}

function malformed(what: string, cause?: unknown): CoreError {
  const sentence = what.replace(/\.$/, '');
  return new CoreError('BUNDLE_MALFORMED', `This is not a readable bundle: ${sentence}.`, { cause });
}
