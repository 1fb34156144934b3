import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { PassThrough, type Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { invariant } from '../errors.ts';

/** A file to be put into an archive: bytes at hand, or a file on disk of known size. */
export type ArchiveEntry =
  | { readonly path: string; readonly content: Buffer }
  | { readonly path: string; readonly file: string; readonly bytes: number };

/** Larger files are streamed and have their checksum after their bytes. Part of the format: changing it changes bundles. */
const bufferedBytes = 4 * 1024 * 1024;

/**
 * A zip archive of these entries, in this order. The bytes depend on nothing but paths, contents, order and
 * `createdAt`: entries are stored without compression (compressed bytes differ between builds of zlib), all
 * carry the same time, mode 644 and no owner. That is what lets verification write the archive again and compare
 * every byte. Files are read one after another as the archive is consumed; the stream fails with the error of
 * the disk when one cannot be read.
 */
export function archiveStream(entries: readonly ArchiveEntry[], createdAt: string): Readable {
  const zip = new ZipFile();
  const output = new PassThrough();
  zip.on('error', (error: Error) => output.destroy(error));
  zip.outputStream.pipe(output);
  addEntries({ zip, output, entries, createdAt }).catch((error: Error) => output.destroy(error));
  return output;
}

async function addEntries(options: {
  zip: ZipFile;
  output: Readable;
  entries: readonly ArchiveEntry[];
  createdAt: string;
}): Promise<void> {
  const { zip, output } = options;
  const settings = {
    mtime: utcFields(options.createdAt),
    mode: 0o100644,
    compress: false,
    forceDosTimestamp: true,
  };
  for (const entry of options.entries) {
    if (output.destroyed) return;
    if ('content' in entry || entry.bytes <= bufferedBytes) {
      zip.addBuffer('content' in entry ? entry.content : await readFile(entry.file), entry.path, settings);
      await drained(zip.outputStream);
      continue;
    }
    const source = createReadStream(entry.file);
    const stop = () => source.destroy();
    output.once('close', stop);
    zip.addReadStream(source, entry.path, { ...settings, size: entry.bytes });
    await finished(source);
    output.off('close', stop);
  }
  zip.end();
}

/** Waits until what was written has been taken, so that few files are in memory at once. */
async function drained(stream: NodeJS.ReadableStream): Promise<void> {
  invariant(stream instanceof PassThrough, 'a zip file is written to a PassThrough stream');
  if (stream.writableNeedDrain) await once(stream, 'drain');
}

/** A date whose local fields read as its UTC fields, since zip archives hold local time without a zone. */
function utcFields(iso: string): Date {
  const date = new Date(iso);
  return Object.assign(date, {
    getFullYear: () => date.getUTCFullYear(),
    getMonth: () => date.getUTCMonth(),
    getDate: () => date.getUTCDate(),
    getHours: () => date.getUTCHours(),
    getMinutes: () => date.getUTCMinutes(),
    getSeconds: () => date.getUTCSeconds(),
  });
}
