import { readSync } from 'node:fs';

/** Fills the bytes from a file, from a place on. False when it ends before. Throws what reading throws. */
export function readFully(file: number, from: number, bytes: Uint8Array): boolean {
  for (let filled = 0; filled < bytes.length; ) {
    const read = readSync(file, bytes, filled, bytes.length - filled, from + filled);
    if (read === 0) return false;
    filled += read;
  }
  return true;
}
