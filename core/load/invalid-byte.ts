/**
 * Number of line feeds before the first byte that is not UTF-8. A piece may begin and end inside a character, as
 * pieces of a stream do: up to 3 bytes that continue a character are skipped at its beginning.
 */
export function linesBeforeInvalid(piece: Uint8Array): number {
  let start = 0;
  while (start < 3 && start < piece.length && ((piece[start] ?? 0) & 0xc0) === 0x80) start++;
  let low = start;
  let high = piece.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isUtf8(piece.subarray(start, middle + 1))) low = middle + 1;
    else high = middle;
  }
  return countLines(piece.subarray(0, low));
}

/** Number of line feeds. */
export function countLines(bytes: Uint8Array): number {
  let lines = 0;
  for (const byte of bytes) if (byte === 10) lines++;
  return lines;
}

/** Whether bytes are UTF-8 text, the last character of which may be cut off. */
export function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
