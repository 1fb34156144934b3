import { DuckDBTypeId } from '@duckdb/node-api';

/** Reads whole numbers of any width from their bytes. */
export interface WholeNumbers {
  /** The nearest double, exact up to 2^53; fast. */
  approximate(row: number): number;
  exact(row: number): bigint;
}

const two32 = 2 ** 32;

/** Reader for the integer types of DuckDB up to HUGEINT. */
export function wholeNumbers(typeId: DuckDBTypeId, bytes: Uint8Array): WholeNumbers {
  const small = smallIntegers(typeId, bytes);
  if (small !== null) {
    return { approximate: (row) => small[row] ?? 0, exact: (row) => BigInt(small[row] ?? 0) };
  }
  const low = new Uint32Array(bytes.buffer);
  const high = new Int32Array(bytes.buffer);
  if (typeId === DuckDBTypeId.BIGINT) {
    const exact = new BigInt64Array(bytes.buffer);
    return {
      approximate: (row) => (high[2 * row + 1] ?? 0) * two32 + (low[2 * row] ?? 0),
      exact: (row) => exact[row] ?? 0n,
    };
  }
  const unsigned = new BigUint64Array(bytes.buffer);
  if (typeId === DuckDBTypeId.UBIGINT) {
    return {
      approximate: (row) => (low[2 * row + 1] ?? 0) * two32 + (low[2 * row] ?? 0),
      exact: (row) => unsigned[row] ?? 0n,
    };
  }
  const signed = new BigInt64Array(bytes.buffer);
  const exact = (row: number) => ((signed[2 * row + 1] ?? 0n) << 64n) + (unsigned[2 * row] ?? 0n);
  return { approximate: (row) => Number(exact(row)), exact };
}

function smallIntegers(typeId: DuckDBTypeId, { buffer }: Uint8Array) {
  switch (typeId) {
    case DuckDBTypeId.TINYINT:
      return new Int8Array(buffer);
    case DuckDBTypeId.UTINYINT:
      return new Uint8Array(buffer);
    case DuckDBTypeId.SMALLINT:
      return new Int16Array(buffer);
    case DuckDBTypeId.USMALLINT:
      return new Uint16Array(buffer);
    case DuckDBTypeId.INTEGER:
      return new Int32Array(buffer);
    case DuckDBTypeId.UINTEGER:
      return new Uint32Array(buffer);
    default:
      return null;
  }
}
