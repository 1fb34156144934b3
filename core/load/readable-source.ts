import { createReadStream, createWriteStream } from 'node:fs';
import { copyFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ReadPlan } from './read-plan.ts';
import type { SourceFile } from './source-file.ts';

/**
 * A path under which DuckDB reads exactly this file as UTF-8: the file itself; a link to it (a copy where links are
 * forbidden) when its name has characters that DuckDB takes for a pattern; or a copy in UTF-8 where it is in another
 * encoding, of its first `limitBytes` bytes only if that is given. Links and copies are made in `directory`.
 */
export async function readableSource(options: {
  file: SourceFile;
  plan: ReadPlan;
  directory: string;
  limitBytes?: number;
  signal?: AbortSignal;
}): Promise<string> {
  const { file, plan, directory, limitBytes = Number.POSITIVE_INFINITY, signal } = options;
  if ('encoding' in plan && plan.encoding !== 'utf-8') {
    const copy = join(directory, 'source.txt');
    const decoder = new TextDecoder(plan.encoding);
    const end = limitBytes < file.bytes ? { end: limitBytes - 1 } : {};
    await pipeline(
      createReadStream(file.contentPath, end),
      async function* (pieces: AsyncIterable<Uint8Array>) {
        for await (const piece of pieces) yield decoder.decode(piece, { stream: true });
        yield decoder.decode();
      },
      createWriteStream(copy),
      { signal },
    );
    return copy;
  }
  if (!/[*?[\]{}]/.test(file.contentPath)) return file.contentPath;
  const link = join(directory, `source.${plan.format}`);
  await symlink(file.contentPath, link).catch(() => copyFile(file.contentPath, link));
  return link;
}
