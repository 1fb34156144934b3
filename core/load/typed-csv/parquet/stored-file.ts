import { closeSync, fstatSync, openSync } from 'node:fs';
import { parquetMetadata } from 'hyparquet/src/metadata.js';
import { deserializeTCompactProtocol } from 'hyparquet/src/thrift.js';
import { readFully } from '../read-fully.ts';
import type { PageEncoding } from './column-part.ts';

/** A page: how many cells or values it holds, in which encoding, and its bytes. */
export interface Page {
  readonly count: number;
  readonly encoding: PageEncoding;
  readonly bytes: Uint8Array;
}

/** A column's cells in one row group. */
export interface StoredChunk {
  readonly rowCount: number;
  readonly dictionary: Page | null;
  readonly data: Page;
}

type FileMetaData = ReturnType<typeof parquetMetadata>;

const trailerBytes = 8;
/** Room behind a chunk that decoders may look at. */
const slackBytes = 8;
const author = 'assay';
const encodings: readonly (PageEncoding | undefined)[] = [
  'PLAIN',
  undefined,
  undefined,
  undefined,
  undefined,
  'DELTA_BINARY_PACKED',
  'DELTA_LENGTH_BYTE_ARRAY',
  undefined,
  'RLE_DICTIONARY',
];

/** The answer for files that others wrote, which may hold anything. */
export type Foreign = 'foreign';

/**
 * The chunks of a column of a file that `encodeRowGroup` and `parquetFooter` made, one after the other; a chunk's bytes
 * hold until the next is asked for. Throws what reading throws.
 */
export function readChunks<T>(
  { path, name }: { path: string; name: string },
  use: (chunks: Iterable<StoredChunk>, rowCount: number) => T,
): T | Foreign {
  const file = openSync(path, 'r');
  try {
    const metadata = footerOf(file, path);
    if (metadata.created_by !== author) return 'foreign';
    const place = metadata.schema.findIndex((element) => element.name === name) - 1;
    return use(chunksOf(file, metadata, place), Number(metadata.num_rows));
  } finally {
    closeSync(file);
  }
}

/** The footer that this thread read last: a profile asks for column after column of one file. */
let known: { path: string; changed: number; size: number; metadata: FileMetaData } | null = null;

function footerOf(file: number, path: string): FileMetaData {
  const { size, mtimeMs: changed } = fstatSync(file);
  if (known?.path === path && known.size === size && known.changed === changed) return known.metadata;
  const trailer = readAt(file, size - trailerBytes, trailerBytes);
  const length = new DataView(trailer.buffer).getUint32(0, true) + trailerBytes;
  const metadata = parquetMetadata(readAt(file, size - length, length).buffer);
  known = { path, changed, size, metadata };
  return metadata;
}

function readAt(file: number, at: number, length: number): Uint8Array<ArrayBuffer> {
  return filled(file, at, new Uint8Array(length));
}

function filled(file: number, at: number, bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (!readFully(file, at, bytes)) throw new Error('The file ends within a column');
  return bytes;
}

function* chunksOf(
  file: number,
  { row_groups: groups }: FileMetaData,
  place: number,
): Generator<StoredChunk> {
  let memory = new ArrayBuffer(0);
  for (const { columns, num_rows: rows } of groups) {
    const facts = columns[place]?.meta_data;
    if (facts?.codec !== 'UNCOMPRESSED') throw new Error('A column chunk is not as it was written');
    const dataAt = Number(facts.data_page_offset);
    const start = facts.dictionary_page_offset === undefined ? dataAt : Number(facts.dictionary_page_offset);
    const length = Number(facts.total_compressed_size);
    if (memory.byteLength < length + slackBytes) memory = new ArrayBuffer(length + slackBytes);
    const bytes = filled(file, start, new Uint8Array(memory, 0, length));
    yield {
      rowCount: Number(rows),
      dictionary: start === dataAt ? null : pageAt(bytes, 0),
      data: pageAt(bytes, dataAt - start),
    };
  }
}

/** The page whose header, a PageHeader of parquet.thrift, begins at `at`. */
function pageAt(bytes: Uint8Array<ArrayBuffer>, at: number): Page {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const reader = { view, offset: at };
  const header = deserializeTCompactProtocol(reader);
  const { field_1: count, field_2: code } = header.field_7 ?? header.field_5;
  const encoding = encodings[code];
  if (encoding === undefined) throw new Error(`A page has the encoding ${code}`);
  return { count, encoding, bytes: bytes.subarray(reader.offset, reader.offset + header.field_3) };
}
