import { createHash, type Hash } from 'node:crypto';
import type { Column } from '../contract/dataset.ts';
import { type DatasetVersionId, datasetVersionId } from '../contract/ids.ts';
import { canonicalJson, sha256 } from '../shared/canonical-json.ts';
import type { RawChunk, RawColumn } from '../shared/raw-sql.ts';

/** Digests of one column, in hexadecimal. */
export interface ColumnDigest {
  readonly cells: string;
  readonly lengths: string;
  readonly missing: string;
}

/** What a table's identity is made of, besides the names and types of its columns. */
export interface ContentDigests {
  readonly rowCount: number;
  readonly digests: readonly ColumnDigest[];
}

/**
 * Identity of a table's content, whatever file it came from and however it is cut into chunks: SHA-256 over the
 * canonical JSON of the row count and each column's name, type and two digests. `cells` is over all cells in row
 * order, little-endian (integer 8 bytes, number 8 bytes IEEE 754 with one NaN, boolean 1, date 4 bytes of days and
 * timestamp 8 bytes of microseconds since 1970, missing cells all zero; text as its UTF-8 bytes on end, whose
 * lengths of 4 bytes make a third digest). `missing` is over the numbers, from 0 in 4 bytes, of rows without a value.
 */
export function contentId(
  columns: readonly Pick<Column, 'name' | 'type'>[],
  { rowCount, digests }: ContentDigests,
): DatasetVersionId {
  const content = {
    format: 'assay-content-1',
    rowCount,
    columns: columns.map(({ name, type }, i) => {
      const digest = digests[i];
      if (!digest) throw new Error(`There are ${digests.length} digests of ${columns.length} columns`);
      return { name, type, cells: digest.cells, lengths: digest.lengths, missing: digest.missing };
    }),
  };
  return datasetVersionId.parse(sha256(canonicalJson(content)));
}

/** Collects columns chunk by chunk. */
export function digestColumns(columns: readonly Pick<Column, 'type'>[]): {
  add(chunk: RawChunk): void;
  finish(): ContentDigests;
} {
  const hashes = columns.map(() => ({
    cells: createHash('sha256'),
    lengths: createHash('sha256'),
    missing: createHash('sha256'),
  }));
  let rowCount = 0;

  return {
    add(chunk) {
      for (const [i, column] of chunk.columns.entries()) {
        const hash = hashes[i];
        if (!hash) throw new Error(`Chunk has ${chunk.columns.length} columns, not ${columns.length}`);
        const missing = missingRows(column, chunk.rowCount);
        if (missing.length > 0) hash.missing.update(bytesOf(missing.map((row) => row + rowCount)));
        if (column.kind === 'text') {
          hash.lengths.update(bytesOf(column.lengths));
          hash.cells.update(column.bytes);
        } else {
          addFixed(hash.cells, { column, missing, isNumber: columns[i]?.type === 'number' });
        }
      }
      rowCount += chunk.rowCount;
    },
    finish: () => ({
      rowCount,
      digests: hashes.map(({ cells, lengths, missing }) => ({
        cells: cells.digest('hex'),
        lengths: lengths.digest('hex'),
        missing: missing.digest('hex'),
      })),
    }),
  };
}

function addFixed(
  hash: Hash,
  {
    column,
    missing,
    isNumber,
  }: { column: RawColumn & { kind: 'fixed' }; missing: Uint32Array; isNumber: boolean },
): void {
  const { width } = column;
  const isPlain = missing.length === 0 && !(isNumber && hasNaN(numbersOf(column.bytes)));
  if (isPlain) {
    hash.update(column.bytes);
    return;
  }
  const bytes = new Uint8Array(column.bytes);
  for (const row of missing) bytes.fill(0, row * width, (row + 1) * width);
  if (isNumber) {
    const numbers = numbersOf(bytes);
    for (let row = 0; row < numbers.length; row++) if (Number.isNaN(numbers[row])) numbers[row] = Number.NaN;
  }
  hash.update(bytes);
}

function hasNaN(numbers: Float64Array): boolean {
  for (let row = 0; row < numbers.length; row++) if (Number.isNaN(numbers[row])) return true;
  return false;
}

function numbersOf({ buffer, byteOffset, byteLength }: Uint8Array): Float64Array {
  return new Float64Array(buffer, byteOffset, byteLength / 8);
}

function missingRows({ present }: RawColumn, rowCount: number): Uint32Array {
  if (present === null) return new Uint32Array(0);
  const rows: number[] = [];
  for (let row = 0; row < rowCount; row++) {
    const byte = present[row >> 3] ?? 0;
    if (byte === 255) row |= 7;
    else if (((byte >> (row & 7)) & 1) === 0) rows.push(row);
  }
  return Uint32Array.from(rows);
}

function bytesOf(numbers: Uint32Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}
