/** Bytes from which memory is worth telling of, and the share that is told. */
const toldFrom = 1_000_000;
const toldShare = 0.25;

/**
 * Memory that threads share, all 0. The garbage collector does not see its size and would leave gigabytes of it that
 * nobody needs any more: a plain buffer that is dropped at once, never touched and therefore without memory of its own,
 * has it look in time.
 */
export function sharedBuffer(bytes: number): SharedArrayBuffer {
  if (bytes >= toldFrom) new ArrayBuffer(Math.ceil(toldShare * bytes));
  return new SharedArrayBuffer(bytes);
}
