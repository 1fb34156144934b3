import { type DuckDBDataChunk, DuckDBTypeId } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import type { RawColumn } from '../shared/raw-sql.ts';

/** Which column of a chunk, and its type. */
export interface ChunkColumn {
  readonly chunk: DuckDBDataChunk;
  readonly index: number;
  readonly typeId: DuckDBTypeId;
}

const widths = new Map<DuckDBTypeId, number>([
  [DuckDBTypeId.BOOLEAN, 1],
  [DuckDBTypeId.TINYINT, 1],
  [DuckDBTypeId.UTINYINT, 1],
  [DuckDBTypeId.SMALLINT, 2],
  [DuckDBTypeId.USMALLINT, 2],
  [DuckDBTypeId.INTEGER, 4],
  [DuckDBTypeId.UINTEGER, 4],
  [DuckDBTypeId.FLOAT, 4],
  [DuckDBTypeId.DATE, 4],
  [DuckDBTypeId.BIGINT, 8],
  [DuckDBTypeId.UBIGINT, 8],
  [DuckDBTypeId.DOUBLE, 8],
  [DuckDBTypeId.TIMESTAMP, 8],
  [DuckDBTypeId.TIMESTAMP_S, 8],
  [DuckDBTypeId.TIMESTAMP_MS, 8],
  [DuckDBTypeId.TIMESTAMP_NS, 8],
  [DuckDBTypeId.TIMESTAMP_TZ, 8],
  [DuckDBTypeId.HUGEINT, 16],
]);

/**
 * A column's memory, to be read before the next chunk is asked for and not to be changed; null for types without a plain
 * layout (lists, decimals).
 */
export function readRawColumn({ chunk, index, typeId }: ChunkColumn): RawColumn | null {
  const { rowCount } = chunk;
  const width = widths.get(typeId);
  if (width === undefined && typeId !== DuckDBTypeId.VARCHAR) return null;
  const vector = duckdb.data_chunk_get_vector(chunk.chunk, index);
  const validity = duckdb.vector_get_validity(vector, Math.ceil(rowCount / 64) * 8);
  const present = validity ?? null;
  if (width === undefined) return { kind: 'text', ...readTexts(vector, { rowCount, present }), present };
  const bytes = duckdb.vector_get_data(vector, rowCount * width);
  return { kind: 'fixed', width, bytes, present };
}

/** Whether row `row` has a value. */
export function isPresent(present: Uint8Array | null, row: number): boolean {
  return present === null || (((present[row >> 3] ?? 0) >> (row & 7)) & 1) === 1;
}

/**
 * Gives a column's memory back at once; nothing of it can be read after that. Left to the garbage collector, the small
 * buffers of a large result have it go through the whole heap again and again.
 */
export function releaseColumn(column: RawColumn): void {
  release(column.bytes);
  if (column.present !== null) release(column.present);
  if (column.kind === 'text') release(column.lengths);
}

function release({ buffer, byteOffset, byteLength }: Uint8Array | Uint32Array): void {
  // A small buffer of Node may be part of a larger one that others use as well.
  const isWhole = byteOffset === 0 && buffer.byteLength <= byteLength + inlineBytes;
  if (isWhole && buffer instanceof ArrayBuffer) buffer.transfer(0);
}

const entryBytes = 16;
const entryWords = 4;
const inlineBytes = 12;

/**
 * DuckDB keeps a text as its length and either up to 12 bytes in place or a prefix of 4 bytes and a pointer. Asking for
 * the bytes behind a pointer is slow, but texts mostly lie there one after the other, or are the same few again and
 * again: neighbours are asked for together, and what was asked for is remembered.
 */
function readTexts(
  vector: duckdb.Vector,
  { rowCount, present }: { rowCount: number; present: Uint8Array | null },
): { lengths: Uint32Array; bytes: Uint8Array } {
  const entries = duckdb.vector_get_data(vector, rowCount * entryBytes);
  const words = new Uint32Array(entries.buffer, entries.byteOffset, rowCount * entryWords);
  const lengths = new Uint32Array(rowCount);
  let total = 0;
  for (let row = 0; row < rowCount; row++) {
    if (!isPresent(present, row)) continue;
    const length = words[row * entryWords] ?? 0;
    lengths[row] = length;
    total += length;
  }
  // Short texts are copied with all twelve bytes of their place; what is too much is written over by the next.
  const bytes = new Uint8Array(total + inlineBytes);
  const from = new DataView(entries.buffer, entries.byteOffset, entries.byteLength);
  const to = new DataView(bytes.buffer);
  const known = new Map<number, Uint8Array>();
  let end = 0;
  for (let row = 0; row < rowCount; ) {
    const length = lengths[row] ?? 0;
    if (length <= inlineBytes) {
      if (length > 0) {
        const start = row * entryBytes + 4;
        to.setUint32(end, from.getUint32(start));
        if (length > 4) to.setUint32(end + 4, from.getUint32(start + 4));
        if (length > 8) to.setUint32(end + 8, from.getUint32(start + 8));
      }
      end += length;
      row++;
      continue;
    }
    const pointer = pointerOf(words, row);
    const pointerAt = entries.byteOffset + row * entryBytes + 8;
    let size = length;
    for (row++; row < rowCount; row++) {
      const next = lengths[row] ?? 0;
      if (next === 0) continue;
      if (next <= inlineBytes || pointerOf(words, row) !== pointer + size) break;
      size += next;
    }
    const found = known.get(pointer);
    const text =
      found?.length === size
        ? found
        : duckdb.get_data_from_pointer(entries.buffer as ArrayBuffer, pointerAt, size);
    known.set(pointer, text);
    bytes.set(text, end);
    end += size;
  }
  release(entries);
  for (const text of known.values()) release(text);
  return { lengths, bytes: bytes.subarray(0, total) };
}

/** Addresses have 48 bits, so that a double holds them. */
function pointerOf(words: Uint32Array, row: number): number {
  return (words[row * entryWords + 2] ?? 0) + (words[row * entryWords + 3] ?? 0) * 2 ** 32;
}
