import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { CoreError } from '../errors.ts';
import { checkExpansion } from './expansion.ts';
import { packedExtensions } from './file-extensions.ts';
import { startsWith } from './file-format.ts';
import { openSourceFile, type SourceFile } from './source-file.ts';

/**
 * The file itself, or what is packed in it with gzip or zstd, unpacked piece by piece into `directory` within the
 * bounds of `checkExpansion`; text only up to `limitBytes`. Throws ARCHIVE_MALFORMED and LIMIT_EXCEEDED.
 */
export async function unpacked(
  file: SourceFile,
  options: {
    directory: string;
    limitBytes?: number;
    /** Told how many bytes of the file have been read. */
    onBytes?: (bytes: number) => void;
    signal?: AbortSignal;
  },
): Promise<SourceFile> {
  const { directory, limitBytes = Number.POSITIVE_INFINITY, onBytes, signal } = options;
  const isZstd = startsWith(file.head, '\x28\xb5\x2f\xfd');
  if (!isZstd && !startsWith(file.head, '\x1f\x8b')) return file;
  const extension = extname(file.name);
  const isNamed = packedExtensions.has(extension.toLowerCase());
  const name = isNamed ? file.name.slice(0, -extension.length) : file.name;
  const contentPath = join(directory, 'unpacked');
  const state = { read: 0, made: 0, isText: true, isCut: false };
  const handle = await open(contentPath, 'w');
  try {
    await pipeline(
      createReadStream(file.contentPath),
      counting((bytes) => {
        state.read += bytes;
        onBytes?.(state.read);
      }),
      isZstd ? createZstdDecompress() : createGunzip(),
      async (pieces: AsyncIterable<Uint8Array>) => {
        for await (const piece of pieces) {
          if (state.made === 0) state.isText = !/^(PAR1|PK|SQLite|\xd0\xcf)/.test(latin1(piece));
          state.made += piece.length;
          checkExpansion({ name: file.name, readBytes: state.read, madeBytes: state.made });
          await handle.writeFile(piece);
          state.isCut = state.isText && state.made >= limitBytes;
          if (state.isCut) return;
        }
      },
      { signal },
    );
  } catch (thrown) {
    if (!state.isCut) throw toArchiveFailure(thrown, file);
  } finally {
    await handle.close();
  }
  const content = await openSourceFile(contentPath);
  return { ...content, path: file.path, name, isCut: state.isCut };
}

function counting(onBytes: (bytes: number) => void): Transform {
  return new Transform({
    transform(piece: Uint8Array, _, done) {
      onBytes(piece.length);
      done(null, piece);
    },
  });
}

function latin1(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes.subarray(0, 8));
}

function toArchiveFailure(thrown: unknown, { name, path }: SourceFile): unknown {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  if (thrown instanceof Error && thrown.name === 'AbortError') {
    return new CoreError('CANCELLED', 'Stopped on request.', { cause: thrown });
  }
  if (!/^(Z_|ZSTD_|ERR_ZLIB|ERR_ZSTD)/.test(code)) return thrown;
  return new CoreError(
    'ARCHIVE_MALFORMED',
    `${name} is damaged or cut off and cannot be unpacked; copy or download it again.`,
    { details: { path }, cause: thrown },
  );
}
