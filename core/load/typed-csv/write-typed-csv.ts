import { type FileHandle, open, stat } from 'node:fs/promises';
import type { Column } from '../../contract/dataset.ts';
import { throwIfCancelled } from '../../errors.ts';
import type { RawColumn } from '../../shared/raw-sql.ts';
import { type ContentDigests, digestColumns } from '../content-hash.ts';
import type { CsvFile } from '../source-table.ts';
import type { ColumnForm } from './column-form.ts';
import type { ColumnPart } from './parquet/column-part.ts';
import { type GroupPlace, parquetFooter, parquetMagic } from './parquet/footer.ts';
import type { ByteDialect } from './read-slab.ts';
import { type SlabThreads, slabsInOrder } from './slabs-in-order.ts';

/**
 * The dialect as bytes; null when delimiter or quote is not one ASCII character, or a table has one column, where
 * empty lines are rows.
 */
export function byteDialect({ names, delimiter, quote }: CsvFile['dialect']): ByteDialect | null {
  const [first = 255, second = 255] = [delimiter, quote].map((text) =>
    text.length === 1 ? text.charCodeAt(0) : 255,
  );
  return names.length > 1 && first < 128 && second < 128
    ? { delimiter: first, quote: second, columns: names.length }
    : null;
}

/**
 * Reads a CSV file whose columns are likely to be in these forms, writes it as `writeParquet` does, and digests its
 * content on the way. Null when a row or a cell is not as expected: then nothing is known of the file but that another
 * reader has to tell what it holds. Throws what reading and writing throw, and CANCELLED.
 */
export async function writeTypedCsv(options: {
  csv: CsvFile;
  dialect: ByteDialect;
  forms: readonly ColumnForm[];
  columns: readonly Column[];
  path: string;
  metadata: Readonly<Record<string, string>>;
  threads?: SlabThreads | undefined;
  /** Bytes of the file that are read as one piece. */
  slabBytes?: number | undefined;
  /** Hears which share is written, 0 to 1. */
  onProgress?: ((share: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}): Promise<ContentDigests | null> {
  const { columns, path, metadata, onProgress, signal } = options;
  const { size } = await stat(options.csv.path);
  const slabs = slabsInOrder({
    ...options,
    path: options.csv.path,
    hasHeader: options.csv.dialect.hasHeader,
    fileBytes: size,
  });
  const digests = digestColumns(columns);
  const groups: GroupPlace[] = [];
  onProgress?.(0);
  const file = await open(path, 'w');
  const disk = settling(file);
  try {
    await file.writeFile(parquetMagic);
    for await (const slab of slabs) {
      if (slab.blocks === null) return null;
      for (const { group, parts, rowCount } of slab.blocks) {
        throwIfCancelled(signal);
        const written = file.writeFile(group.bytes);
        digests.add({ rowCount, columns: parts.map(rawColumn) });
        await written;
        disk.settle();
        groups.push({ rowCount, bytes: group.bytes.length, columns: group.columns });
      }
      onProgress?.(slab.to / size);
    }
    if (groups.length === 0) return null;
    await file.writeFile(parquetFooter({ columns, groups, metadata }));
    return digests.finish();
  } finally {
    await disk.end();
    await file.close();
  }
}

/** Has the disk write what it was given while more comes, so that little is left to wait for at the end. */
function settling(file: FileHandle): { settle(): void; end(): Promise<void> } {
  let running: Promise<void> | null = null;
  return {
    settle() {
      running ??= file
        .datasync()
        .catch(() => {}) // Whoever forces the whole file to the disk hears of it.
        .finally(() => {
          running = null;
        });
    },
    async end() {
      await running;
    },
  };
}

/** The cells as `digestColumns` wants them. */
function rawColumn(part: ColumnPart): RawColumn {
  const { present } = part;
  if (part.kind === 'text') return { kind: 'text', lengths: part.lengths, bytes: part.bytes, present };
  const cells = 'words' in part ? part.words : part.values;
  const width = 'words' in part ? 2 * cells.BYTES_PER_ELEMENT : cells.BYTES_PER_ELEMENT;
  return {
    kind: 'fixed',
    width,
    bytes: new Uint8Array(cells.buffer, cells.byteOffset, cells.byteLength),
    present,
  };
}
