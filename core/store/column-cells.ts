import { DuckDBTypeId, JsonDuckDBValueConverter } from '@duckdb/node-api';
import type { Cell } from '../contract/dataset.ts';
import type { RawColumn } from '../shared/raw-sql.ts';
import { isoDate, isoTimestamp } from './iso-time.ts';
import { type ChunkColumn, isPresent, readRawColumn, releaseColumn } from './raw-column.ts';
import { wholeNumbers } from './whole-numbers.ts';

/**
 * A column's cells as they travel: dates and times as ISO 8601 text, whole numbers beyond 2^53 as text, decimals
 * as numbers, nested values as JSON text, missing as null.
 */
export function columnCells(column: ChunkColumn): Cell[] {
  const raw = readRawColumn(column);
  if (raw === null) return otherCells(column);
  const cells = raw.kind === 'text' ? textCells(raw) : fixedCells(column, raw);
  releaseColumn(raw);
  return cells;
}

function fixedCells(column: ChunkColumn, raw: RawColumn & { kind: 'fixed' }): Cell[] {
  const { rowCount } = column.chunk;
  const value = valueReader(column.typeId, new Uint8Array(raw.bytes));
  const cells: Cell[] = new Array(rowCount).fill(null);
  for (let row = 0; row < rowCount; row++) {
    if (isPresent(raw.present, row)) cells[row] = value(row);
  }
  return cells;
}

function valueReader(typeId: DuckDBTypeId, bytes: Uint8Array): (row: number) => Cell {
  switch (typeId) {
    case DuckDBTypeId.BOOLEAN:
      return (row) => bytes[row] === 1;
    case DuckDBTypeId.DATE: {
      const days = new Int32Array(bytes.buffer);
      return (row) => isoDate(days[row] ?? 0);
    }
    case DuckDBTypeId.TIMESTAMP_S:
      return timestampReader(bytes, { perSecond: 1n });
    case DuckDBTypeId.TIMESTAMP_MS:
      return timestampReader(bytes, { perSecond: 1000n });
    case DuckDBTypeId.TIMESTAMP_NS:
      return timestampReader(bytes, { perSecond: 1_000_000_000n });
    case DuckDBTypeId.TIMESTAMP:
    case DuckDBTypeId.TIMESTAMP_TZ:
      return timestampReader(bytes, { perSecond: 1_000_000n });
    case DuckDBTypeId.FLOAT: {
      const floats = new Float32Array(bytes.buffer);
      return (row) => floats[row] ?? null;
    }
    case DuckDBTypeId.DOUBLE: {
      const doubles = new Float64Array(bytes.buffer);
      return (row) => doubles[row] ?? null;
    }
    default: {
      const { approximate, exact } = wholeNumbers(typeId, bytes);
      return (row) => {
        const value = approximate(row);
        return Number.isSafeInteger(value) ? value : String(exact(row));
      };
    }
  }
}

function timestampReader(bytes: Uint8Array, { perSecond }: { perSecond: bigint }): (row: number) => Cell {
  const ticks = new BigInt64Array(bytes.buffer);
  return (row) => isoTimestamp(ticks[row] ?? 0n, { perSecond });
}

function textCells({ lengths, bytes, present }: RawColumn & { kind: 'text' }): Cell[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const all = buffer.toString('utf8');
  const isAscii = all.length === bytes.length;
  let end = 0;
  return Array.from(lengths, (length, row) => {
    const start = end;
    end += length;
    if (!isPresent(present, row)) return null;
    return isAscii ? all.slice(start, end) : buffer.toString('utf8', start, end);
  });
}

function otherCells({ chunk, index, typeId }: ChunkColumn): Cell[] {
  return chunk.convertColumnValues(index, JsonDuckDBValueConverter).map((value) => {
    if (value === null || typeof value === 'boolean' || typeof value === 'number') return value;
    if (typeof value !== 'string') return JSON.stringify(value);
    return typeId === DuckDBTypeId.DECIMAL ? Number(value) : value;
  });
}
