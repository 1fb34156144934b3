import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { BundleManifest } from '../contract/bundle.ts';
import type { DatasetVersion } from '../contract/dataset.ts';
import type { RunId } from '../contract/ids.ts';
import type { WorkEvent } from '../contract/job.ts';
import type { VersionNotes } from '../contract/version.ts';
import { throwIfCancelled } from '../errors.ts';
import { sha256 } from '../shared/canonical-json.ts';
import { type ArchiveEntry, archiveStream } from './archive.ts';
import {
  byPath,
  checksumsPath,
  datasetPath,
  manifestPath,
  notesPath,
  readmePath,
  yamlPath,
} from './bundle-path.ts';
import { diskFailure } from './disk-failure.ts';
import { hashFile } from './hash-file.ts';
import { checksumsText, manifestText } from './manifest.ts';
import { readmeText } from './readme.ts';
import { listRunFiles } from './run-files.ts';

export interface ExportBundleOptions {
  /** Folder of the run, with spec.json, metrics.json and the rest. */
  readonly runDirectory: string;
  /** The data that the run read, to include it; null to leave it out. */
  readonly data: { readonly parquetPath: string; readonly dataset: DatasetVersion } | null;
  /** What was noted on the dataset version that the run read, data included or not; null for nothing. */
  readonly notes?: VersionNotes | null;
  /** Where the archive goes; a file of that name is replaced. */
  readonly outputPath: string;
  readonly run: RunId;
  readonly name: string;
  readonly engineVersion: string;
  /** ISO 8601 in UTC: when the run was made. */
  readonly createdAt: string;
  /** The experiment as text of an `*.assay.yaml` file, to include it. */
  readonly specYaml: string | null;
  readonly signal?: AbortSignal;
  readonly onProgress?: (event: WorkEvent) => void;
}

/**
 * Writes a run as one zip archive. The same run, with the same notes on its data, gives the same bytes. The archive is written under a temporary
 * name beside its own, synced and renamed, so that a file of the final name is always whole. Of the dataset's
 * source path only the file name is included. A run folder without its files is RUN_UNKNOWN.
 */
export async function exportBundle(
  options: ExportBundleOptions,
): Promise<{ manifest: BundleManifest; path: string; bytes: number; digest: string }> {
  const { outputPath, signal } = options;
  const partial = join(dirname(outputPath), `.${basename(outputPath)}.partial`);
  try {
    const { manifest, entries } = await planBundle(options);
    const total = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
    const hash = createHash('sha256');
    let bytes = 0;
    const count = new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        hash.update(chunk);
        bytes += chunk.length;
        options.onProgress?.({
          kind: 'progress',
          message: 'Writing the bundle',
          done: Math.min(bytes, total),
          total,
        });
        done(null, chunk);
      },
    });
    await pipeline(archiveStream(entries, manifest.createdAt), count, createWriteStream(partial), {
      signal,
    });
    await sync(partial);
    throwIfCancelled(signal);
    await rename(partial, outputPath);
    await syncFolder(dirname(outputPath));
    return { manifest, path: outputPath, bytes, digest: hash.digest('hex') };
  } catch (error) {
    await rm(partial, { force: true });
    throw diskFailure(error, outputPath);
  }
}

async function planBundle(
  options: ExportBundleOptions,
): Promise<{ manifest: BundleManifest; entries: ArchiveEntry[] }> {
  const { run, name, engineVersion, createdAt, data, signal } = options;
  const { notes = null } = options;
  const facts = { run, name, engineVersion, createdAt, includesData: data !== null };
  const contents = new Map([
    [readmePath, Buffer.from(readmeText({ ...facts, includesNotes: notes !== null }))],
  ]);
  if (notes) contents.set(notesPath, Buffer.from(notesText(notes)));
  if (options.specYaml !== null) contents.set(yamlPath, Buffer.from(options.specYaml));
  const onDisk = new Map<string, string>();
  for (const path of await listRunFiles(options.runDirectory))
    onDisk.set(path, join(options.runDirectory, path));
  if (data) {
    const dataset = { ...data.dataset, sourcePath: fileName(data.dataset.sourcePath) };
    contents.set(datasetPath, Buffer.from(`${JSON.stringify(dataset, null, 2)}\n`));
    onDisk.set(`data/${dataset.id}.parquet`, data.parquetPath);
  }
  const files: BundleManifest['files'] = [];
  const entries: ArchiveEntry[] = [];
  for (const [path, content] of contents) {
    files.push({ path, bytes: content.length, sha256: sha256(content) });
    entries.push({ path, content });
  }
  for (const [path, file] of onDisk) {
    const { bytes, sha256 } = await hashFile(file, signal);
    files.push({ path, bytes, sha256 });
    entries.push({ path, file, bytes });
  }
  const manifest = { format: 'assay-bundle', formatVersion: 1, ...facts, files: files.sort(byPath) } as const;
  const text = {
    manifest: Buffer.from(manifestText(manifest)),
    checksums: Buffer.from(checksumsText(manifest)),
  };
  return {
    manifest,
    entries: [
      { path: manifestPath, content: text.manifest },
      ...entries.sort(byPath),
      { path: checksumsPath, content: text.checksums },
    ],
  };
}

/** `data/notes.json`: the members in the order of the contract, whatever order they came in. */
function notesText({ source, licence, owner, retention, consent, text }: VersionNotes): string {
  return `${JSON.stringify({ source, licence, owner, retention, consent, text }, null, 2)}\n`;
}

/** Last part of a path of any system. */
function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes the rename last; systems that cannot open folders (Windows) do so by themselves. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
