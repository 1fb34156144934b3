import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BundleManifest, VerifyCheck, VerifyReport } from '../contract/bundle.ts';
import { CoreError, throwIfCancelled } from '../errors.ts';
import { sha256 } from '../shared/canonical-json.ts';
import { archiveStream } from './archive.ts';
import { manifestPath } from './bundle-path.ts';
import { type BundleContents, checkContents } from './check-contents.ts';
import { firstDifference } from './compare-bytes.ts';
import { diskFailure } from './disk-failure.ts';
import { hashFile } from './hash-file.ts';
import { archiveOrder, checksumsText, parseManifest } from './manifest.ts';
import { type ExtractedFile, extractArchive } from './read-archive.ts';
import type { VerifyBundleOptions } from './verify-bundle.ts';

/** A bundle that was extracted and checked. The caller removes the directory. */
export interface OpenedBundle {
  readonly report: VerifyReport;
  /** A private folder with the extracted files. */
  readonly directory: string;
  /** Null when the archive was changed, or a content file is not valid. */
  readonly contents: BundleContents | null;
}

/** Extracts a bundle into a private folder and runs every check; see `verifyBundle`. */
export async function openBundle(options: VerifyBundleOptions): Promise<OpenedBundle> {
  const { path, signal } = options;
  let directory: string | null = null;
  try {
    const { size } = await statFile(path);
    const { sha256: digest } = await hashFile(path, signal);
    directory = await mkdtemp(join(options.temporaryDirectory, 'bundle-'));
    const checks: VerifyCheck[] = [];
    const found = await checkAll({ options, directory, checks, fileBytes: size });
    const isIntact = found.manifest !== null && checks.every((check) => check.status === 'pass');
    const notes = isIntact ? (found.contents?.notes ?? null) : null;
    const report = {
      path,
      isIntact,
      checks,
      manifest: found.manifest,
      digest,
      bytes: size,
      ...(notes ? { notes } : {}),
    };
    return { report, directory, contents: found.contents };
  } catch (error) {
    if (directory) await rm(directory, { recursive: true, force: true });
    throw diskFailure(error, path);
  }
}

interface Work {
  readonly options: VerifyBundleOptions;
  readonly directory: string;
  readonly checks: VerifyCheck[];
  readonly fileBytes: number;
}

async function checkAll(
  work: Work,
): Promise<{ manifest: BundleManifest | null; contents: BundleContents | null }> {
  const { options, directory, checks } = work;
  const { path, signal } = options;
  const files = await check(checks, { id: 'archive', label: 'Archive' }, async () => {
    const value = await extractArchive({
      path,
      fileBytes: work.fileBytes,
      directory,
      signal,
      onFile: (done, total) =>
        options.onProgress?.({ kind: 'progress', message: 'Reading files', done, total }),
    });
    return { value, detail: `${value.length} files, stored plainly, all with paths that a bundle may have.` };
  });
  if (!files) return { manifest: null, contents: null };
  const manifest = await check(checks, { id: 'manifest', label: 'Manifest' }, async () => {
    if (!files.some((file) => file.path === manifestPath)) throw failed('There is no manifest.json.');
    const value = parseManifest(await readFile(join(directory, manifestPath), 'utf8'));
    return { value, detail: `Run ${value.run}, "${value.name}", made with Assay ${value.engineVersion}.` };
  });
  if (!manifest) return { manifest: null, contents: null };
  const listed = await check(checks, { id: 'files', label: 'List of files' }, async () => ({
    value: checkList(manifest, files),
    detail: `Exactly the ${files.length} files of the manifest, in its order.`,
  }));
  if (!listed) return { manifest, contents: null };
  const summed = await check(checks, { id: 'checksums', label: 'Checksums' }, async () => ({
    value: checkSums(manifest, files),
    detail: `Size and SHA-256 of all ${files.length} files are right.`,
  }));
  if (!summed) return { manifest, contents: null };
  const written = await check(checks, { id: 'bytes', label: 'Every byte' }, async () => ({
    value: await checkBytes(work, manifest, files),
    detail: `The archive, written again from its contents, is the same in all ${work.fileBytes} bytes.`,
  }));
  if (!written) return { manifest, contents: null };
  const contents = await checkContents({ manifest, directory, options }, (about, run) =>
    check(checks, about, run),
  );
  return { manifest, contents };
}

/** Runs one check and records what it found. Null when it failed; only stops and a full disk are thrown on. */
async function check<T>(
  checks: VerifyCheck[],
  about: { id: string; label: string },
  run: () => Promise<{ value: T; detail: string }>,
): Promise<T | null> {
  try {
    const { value, detail } = await run();
    checks.push({ ...about, status: 'pass', detail });
    return value;
  } catch (error) {
    const failure = diskFailure(error, about.label);
    if (failure instanceof CoreError && (failure.code === 'CANCELLED' || failure.code === 'DISK_FULL'))
      throw failure;
    const detail = error instanceof Error ? error.message : String(error);
    checks.push({ ...about, status: 'fail', detail });
    return null;
  }
}

function checkList(manifest: BundleManifest, files: readonly ExtractedFile[]): true {
  const expected = archiveOrder(manifest);
  const actual = files.map((file) => file.path);
  const missing = expected.find((path) => !actual.includes(path));
  if (missing) throw failed(`"${missing}" is in the manifest but not in the archive.`);
  const extra = actual.find((path) => !expected.includes(path));
  if (extra) throw failed(`"${extra}" is in the archive but not in the manifest.`);
  if (expected.join('\n') !== actual.join('\n'))
    throw failed('The files stand in another order than the manifest.');
  return true;
}

function checkSums(manifest: BundleManifest, files: readonly ExtractedFile[]): true {
  for (const listed of manifest.files) {
    const file = files.find((candidate) => candidate.path === listed.path);
    if (file?.bytes !== listed.bytes || file.sha256 !== listed.sha256) {
      throw failed(`"${listed.path}" is not what the manifest says: its bytes were changed.`);
    }
  }
  if (files.at(-1)?.sha256 !== sha256(checksumsText(manifest))) {
    throw failed('checksums.txt does not agree with the manifest.');
  }
  return true;
}

async function checkBytes(
  { options, directory }: Work,
  manifest: BundleManifest,
  files: readonly ExtractedFile[],
): Promise<true> {
  throwIfCancelled(options.signal);
  const entries = files.map(({ path, bytes }) => ({
    path,
    bytes,
    file: join(directory, ...path.split('/')),
  }));
  const at = await firstDifference(options.path, archiveStream(entries, manifest.createdAt));
  if (at !== null) throw failed(`Byte ${at} of the archive is not as Assay writes it: the file was changed.`);
  return true;
}

async function statFile(path: string): Promise<{ size: number }> {
  const found = await stat(path);
  if (found.isFile()) return found;
  const message = `"${path}" is not a file; give the path of a bundle.`;
  throw new CoreError('FILE_NOT_A_FILE', message, { details: { path } });
}

function failed(message: string): CoreError {
  return new CoreError('BUNDLE_CORRUPT', message);
}
