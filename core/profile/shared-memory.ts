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
