import type { ColumnType } from '../../../contract/dataset.ts';
import { sharedBuffer } from '../../../shared/shared-buffer.ts';
import { decodeLevels } from './decode-levels.ts';
import { decodeDeltas, decodeIndices } from './decode-whole.ts';
import { bitAt } from './present-bits.ts';
import { type Foreign, type Page, readChunks, type StoredChunk } from './stored-file.ts';

/** Column types whose cells are numbers or turn into them. */
export type NumericType = Exclude<ColumnType, 'text'>;

/** A column of a stored version as work for a thread. */
export interface StoredColumn {
  readonly path: string;
  /** c0, c1, … */
  readonly name: string;
  readonly type: NumericType;
}

/** What a stored number is divided by or multiplied with to be what SQL makes of the cell. */
const secondsPerDay = 86_400;
const microseconds = 1e6;

/**
 * A column's numbers in row order, in memory that threads share, as `ColumnValues` gives them: missing is NaN, booleans
 * are 0 and 1, dates and timestamps seconds since 1970. Throws what reading throws.
 */
export function readStoredNumbers(column: StoredColumn): Float64Array | Foreign {
  return readChunks(column, (chunks, rowCount) => {
    const numbers = new Float64Array(sharedBuffer(Float64Array.BYTES_PER_ELEMENT * rowCount));
    let row = 0;
    for (const chunk of chunks) {
      decodeChunk(chunk, column.type, numbers.subarray(row, row + chunk.rowCount));
      row += chunk.rowCount;
    }
    return numbers;
  });
}

function decodeChunk(
  { dictionary, data, rowCount }: StoredChunk,
  type: NumericType,
  into: Float64Array,
): void {
  const { present, presentCount, end } = decodeLevels(data.bytes, rowCount);
  const values = { ...data, count: presentCount };
  if (presentCount === 0) into.fill(Number.NaN);
  else if (dictionary === null) decodeValues(values, end, type, into);
  else decodeKnown(values, end, decodedDictionary(dictionary, type), into);
  if (present !== null && presentCount > 0) spread(into, present, presentCount);
}

function decodedDictionary(dictionary: Page, type: NumericType): Float64Array {
  const values = new Float64Array(dictionary.count);
  decodeValues(dictionary, 0, type, values);
  return values;
}

function decodeKnown({ bytes, count }: Page, at: number, dictionary: Float64Array, into: Float64Array): void {
  const indices = new Uint16Array(count);
  decodeIndices(bytes, at, indices, count);
  for (let i = 0; i < count; i++) into[i] = dictionary[indices[i] ?? 0] ?? Number.NaN;
}

function decodeValues(
  { bytes, encoding, count }: Page,
  at: number,
  type: NumericType,
  into: Float64Array,
): void {
  if (encoding === 'DELTA_BINARY_PACKED') decodeDeltas(bytes, at, into, count);
  else if (encoding === 'PLAIN' && type === 'number') copyDoubles(bytes.subarray(at), into, count);
  else if (encoding === 'PLAIN') decodePlain(bytes.slice(at), type, into, count);
  else throw new Error(`Numbers are not stored as ${encoding}`);
  if (type === 'date') for (let i = 0; i < count; i++) into[i] = (into[i] ?? 0) * secondsPerDay;
  if (type === 'timestamp') for (let i = 0; i < count; i++) into[i] = (into[i] ?? 0) / microseconds;
}

function copyDoubles(bytes: Uint8Array, into: Float64Array, count: number): void {
  const length = Float64Array.BYTES_PER_ELEMENT * count;
  new Uint8Array(into.buffer, into.byteOffset, length).set(bytes.subarray(0, length));
}

/** From a copy, which is aligned as typed arrays must be. */
function decodePlain(
  { buffer }: Uint8Array<ArrayBuffer>,
  type: NumericType,
  into: Float64Array,
  count: number,
): void {
  switch (type) {
    case 'date':
      into.set(new Int32Array(buffer, 0, count));
      return;
    case 'boolean': {
      const bits = new Uint8Array(buffer);
      for (let i = 0; i < count; i++) into[i] = bitAt(bits, i);
      return;
    }
    default: {
      const words = new Int32Array(buffer, 0, 2 * count);
      for (let i = 0; i < count; i++) {
        into[i] = (words[2 * i + 1] ?? 0) * 2 ** 32 + ((words[2 * i] ?? 0) >>> 0);
      }
    }
  }
}

/** Moves values from the beginning to their rows, the last one first, and NaN to the rows without one. */
function spread(into: Float64Array, present: Uint8Array, presentCount: number): void {
  let value = presentCount - 1;
  for (let row = into.length - 1; row >= 0; row--) {
    into[row] = bitAt(present, row) === 1 ? (into[value--] ?? 0) : Number.NaN;
  }
}
