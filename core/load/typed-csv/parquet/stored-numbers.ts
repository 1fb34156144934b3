import type { ColumnType } from '../../../contract/dataset.ts';
import { putInKernel } from '../../../shared/kernel.ts';
import { sharedBuffer } from '../../../shared/shared-buffer.ts';
import { decodingRoom } from '../csv-kernel.ts';
import { decodeLevels } from './decode-levels.ts';
import { type HeldPage, slackBytes, unpackIndices } from './decode-whole.ts';
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
const numberBytes = Float64Array.BYTES_PER_ELEMENT;
const wordBytes = 4;

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
  if (presentCount === 0) {
    into.fill(Number.NaN);
    return;
  }
  const page = data.bytes.subarray(end);
  const { kernel, at } = decodingRoom(
    page.length + slackBytes,
    numberBytes * rowCount,
    present?.length ?? 0,
    dictionary === null ? 0 : dictionary.bytes.length + slackBytes,
    dictionary === null ? 0 : numberBytes * dictionary.count,
    dictionary === null ? 0 : wordBytes * presentCount,
  );
  const [pageAt = 0, valuesAt = 0, presentAt = 0, listAt = 0, listedAt = 0, places = 0] = at;
  if (dictionary === null) {
    decodeValues({ ...data, kernel, at: pageAt, bytes: page, count: presentCount }, type, valuesAt);
  } else {
    decodeValues({ ...dictionary, kernel, at: listAt }, type, listedAt);
    putInKernel(kernel, pageAt, page);
    unpackIndices({ kernel, at: pageAt, bytes: page }, presentCount, places);
    kernel.lookUp(places, presentCount, listedAt, valuesAt);
  }
  if (present !== null) {
    putInKernel(kernel, presentAt, present);
    kernel.spread(valuesAt, presentAt, rowCount, presentCount);
  }
  into.set(new Float64Array(kernel.memory.buffer, valuesAt, rowCount));
}

/** Bytes of a value in PLAIN; 0 for a bit. */
const plainBytes: Record<NumericType, number> = { boolean: 0, date: 4, integer: 8, number: 8, timestamp: 8 };

/** Puts a page into the kernel's memory and writes its values as doubles. */
function decodeValues(
  { kernel, at, bytes, encoding, count }: HeldPage & Page,
  type: NumericType,
  into: number,
): void {
  if (encoding === 'PLAIN' && type === 'number') {
    putInKernel(kernel, into, bytes.subarray(0, numberBytes * count));
    return;
  }
  putInKernel(kernel, at, bytes);
  if (encoding === 'DELTA_BINARY_PACKED') kernel.unpackDeltas(at, count, true, into);
  else if (encoding === 'PLAIN') kernel.unpackPlain(at, plainBytes[type], count, into);
  else throw new Error(`Numbers are not stored as ${encoding}`);
  if (type === 'date') kernel.rescale(into, count, secondsPerDay, 1);
  if (type === 'timestamp') kernel.rescale(into, count, 1, microseconds);
}
