import { type DuckDBDataChunk, DuckDBTypeId } from '@duckdb/node-api';
import { sharedBuffer } from '../shared/shared-buffer.ts';
import { columnCells } from './column-cells.ts';
import { isPresent, readRawColumn, releaseColumn } from './raw-column.ts';
import { wholeNumbers } from './whole-numbers.ts';

/** A column of doubles that is filled chunk by chunk. */
export interface GrowingNumbers {
  append(chunk: DuckDBDataChunk, index: number): void;
  /** All numbers. */
  finish(): Float64Array;
}

const isTime = new Set([
  DuckDBTypeId.DATE,
  DuckDBTypeId.TIMESTAMP,
  DuckDBTypeId.TIMESTAMP_S,
  DuckDBTypeId.TIMESTAMP_MS,
  DuckDBTypeId.TIMESTAMP_NS,
  DuckDBTypeId.TIMESTAMP_TZ,
]);

/** Rows from which numbers lie in memory that threads share, so that lending them costs no copy. */
const sharedFrom = 50_000;

/** Collects a numeric or boolean result column of so many rows; missing becomes NaN. Any other type is refused. */
export function growingNumbers({
  typeId,
  name,
  rowCount: size,
}: {
  typeId: DuckDBTypeId;
  name: string;
  rowCount: number;
}): GrowingNumbers {
  const bytes = size * Float64Array.BYTES_PER_ELEMENT;
  const numbers = new Float64Array(size < sharedFrom ? new ArrayBuffer(bytes) : sharedBuffer(bytes));
  let count = 0;

  function append(chunk: DuckDBDataChunk, index: number): void {
    const { rowCount } = chunk;
    const target = numbers.subarray(count, count + rowCount);
    count += rowCount;
    const raw = isTime.has(typeId) ? null : readRawColumn({ chunk, index, typeId });
    if (raw?.kind !== 'fixed') {
      appendOther(chunk, index, target);
      return;
    }
    fill(target, typeId, raw.bytes);
    if (raw.present !== null) {
      for (let row = 0; row < rowCount; row++) if (!isPresent(raw.present, row)) target[row] = Number.NaN;
    }
    releaseColumn(raw);
  }

  function appendOther(chunk: DuckDBDataChunk, index: number, target: Float64Array): void {
    for (const [row, cell] of columnCells({ chunk, index, typeId }).entries()) {
      if (cell !== null && typeof cell !== 'number') throw new Error(`Column "${name}" is not numeric`);
      target[row] = cell ?? Number.NaN;
    }
  }

  return { append, finish: () => numbers };
}

function fill(target: Float64Array, typeId: DuckDBTypeId, bytes: Uint8Array): void {
  switch (typeId) {
    case DuckDBTypeId.DOUBLE:
      target.set(new Float64Array(bytes.buffer, bytes.byteOffset, target.length));
      return;
    case DuckDBTypeId.FLOAT:
      target.set(new Float32Array(bytes.buffer, bytes.byteOffset, target.length));
      return;
    case DuckDBTypeId.BOOLEAN:
      target.set(bytes);
      return;
    case DuckDBTypeId.BIGINT: {
      const words = new Int32Array(bytes.buffer, bytes.byteOffset, 2 * target.length);
      for (let row = 0; row < target.length; row++) {
        target[row] = (words[2 * row + 1] ?? 0) * 2 ** 32 + ((words[2 * row] ?? 0) >>> 0);
      }
      return;
    }
    default: {
      const { approximate } = wholeNumbers(typeId, new Uint8Array(bytes));
      for (let row = 0; row < target.length; row++) target[row] = approximate(row);
    }
  }
}
