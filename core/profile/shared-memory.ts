import { sharedBuffer } from '../shared/shared-buffer.ts';
/** The same numbers in memory that threads share; as they are when they lie there already. */
export function inSharedMemory<T extends Float64Array | Int32Array | Uint8Array>(array: T): T;
export function inSharedMemory(array: Float64Array | Int32Array | Uint8Array) {
  if (array.buffer instanceof SharedArrayBuffer) return array;
  const memory = sharedBuffer(array.byteLength);
  const copy =
    array instanceof Float64Array
      ? new Float64Array(memory)
      : array instanceof Int32Array
        ? new Int32Array(memory)
        : new Uint8Array(memory);
  copy.set(array);
  return copy;
}

/** Rows from which arrays are made where threads share them: fewer than those of a sample, which vary in number. */
const sharedFrom = 30_000;

/** So many zeros, in shared memory when there are many. */
export function sharedNumbers(length: number): Float64Array {
  return new Float64Array(memoryFor(length, Float64Array.BYTES_PER_ELEMENT));
}

/** So many whole numbers, all 0, in shared memory when there are many. */
export function sharedCodes(length: number): Int32Array {
  return new Int32Array(memoryFor(length, Int32Array.BYTES_PER_ELEMENT));
}

/** So many bytes, all 0, in shared memory when there are many. */
export function sharedBytes(length: number): Uint8Array {
  return new Uint8Array(memoryFor(length, 1));
}

function memoryFor(length: number, width: number): ArrayBuffer | SharedArrayBuffer {
  return length < sharedFrom ? new ArrayBuffer(length * width) : sharedBuffer(length * width);
}
