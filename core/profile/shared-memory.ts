/** The same numbers in memory that threads share; as they are when they lie there already. */
export function inSharedMemory<T extends Float64Array | Int32Array | Uint8Array>(array: T): T;
export function inSharedMemory(array: Float64Array | Int32Array | Uint8Array) {
  if (array.buffer instanceof SharedArrayBuffer) return array;
  const memory = new SharedArrayBuffer(array.byteLength);
  const copy =
    array instanceof Float64Array
      ? new Float64Array(memory)
      : array instanceof Int32Array
        ? new Int32Array(memory)
        : new Uint8Array(memory);
  copy.set(array);
  return copy;
}

/** Rows from which arrays are made where threads share them. */
const sharedFrom = 50_000;

/** So many zeros, in shared memory when there are many. */
export function sharedNumbers(length: number): Float64Array {
  const bytes = length * Float64Array.BYTES_PER_ELEMENT;
  return new Float64Array(length < sharedFrom ? new ArrayBuffer(bytes) : new SharedArrayBuffer(bytes));
}

/** So many whole numbers, all 0, in shared memory when there are many. */
export function sharedCodes(length: number): Int32Array {
  const bytes = length * Int32Array.BYTES_PER_ELEMENT;
  return new Int32Array(length < sharedFrom ? new ArrayBuffer(bytes) : new SharedArrayBuffer(bytes));
}
