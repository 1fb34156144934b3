/** Memory for the results of a piece of work, in lent memory as far as it goes. */
export interface Arena {
  /** So many bytes, at a multiple of 8; what they hold is arbitrary. */
  take(bytes: number): Uint8Array;
  /** A copy of the bytes. */
  copy(bytes: Uint8Array): Uint8Array;
}

const alignment = 8;

/**
 * Memory that is lent goes from thread to thread as it is, and may be used again: nothing is allocated, nothing is
 * left to the garbage collector. Without it, or past its end, every take is an array of its own.
 */
export function createArena(lent: SharedArrayBuffer | null): Arena {
  let end = 0;
  function take(bytes: number): Uint8Array {
    const start = end;
    if (lent === null || start + bytes > lent.byteLength) return new Uint8Array(bytes);
    end = Math.ceil((start + bytes) / alignment) * alignment;
    return new Uint8Array(lent, start, bytes);
  }
  return {
    take,
    copy(bytes) {
      const copied = take(bytes.length);
      copied.set(bytes);
      return copied;
    },
  };
}
