import { open } from 'node:fs/promises';
import { throwIfCancelled } from '../errors.ts';

const lineFeed = 10;
const carriageReturn = 13;

/**
 * Whether a file has line ends of several kinds (LF, CRLF, CR), inside quoted cells or not. DuckDB takes one kind and
 * may drop rows without a word where another turns up, so such files are not given to it as they are.
 */
export async function hasMixedLineEnds(path: string, signal?: AbortSignal): Promise<boolean> {
  let kind: 'LF' | 'CRLF' | 'CR' | null = null;
  let heldReturn = false;
  for await (const piece of pieces(path)) {
    throwIfCancelled(signal);
    let at = 0;
    if (heldReturn) {
      const ended = piece[0] === lineFeed ? 'CRLF' : 'CR';
      if (kind !== null && kind !== ended) return true;
      kind = ended;
      if (ended === 'CRLF') at = 1;
      heldReturn = false;
    }
    let nextReturn = piece.indexOf(carriageReturn, at);
    if (nextReturn < 0) {
      const hasFeed = piece.indexOf(lineFeed, at) >= 0;
      if (hasFeed && kind !== null && kind !== 'LF') return true;
      if (hasFeed) kind = 'LF';
      continue;
    }
    if (kind === 'LF') return true;
    let feed = piece.indexOf(lineFeed, at);
    while (nextReturn >= 0) {
      if (feed >= 0 && feed < at) feed = piece.indexOf(lineFeed, at);
      if (feed >= 0 && feed < nextReturn) return true;
      if (nextReturn === piece.length - 1) {
        heldReturn = true;
        at = piece.length;
        break;
      }
      const ended = feed === nextReturn + 1 ? 'CRLF' : 'CR';
      if (kind !== null && kind !== ended) return true;
      kind = ended;
      at = nextReturn + (ended === 'CRLF' ? 2 : 1);
      nextReturn = piece.indexOf(carriageReturn, at);
    }
    if (!heldReturn && piece.includes(lineFeed, at)) return true;
  }
  return heldReturn && kind !== null && kind !== 'CR';
}

const pieceBytes = 1 << 22;

/** A file piece by piece, each there until the next is asked for; the next is read while one is looked at. */
async function* pieces(path: string): AsyncGenerator<Buffer, void, void> {
  const file = await open(path);
  const buffers = [Buffer.allocUnsafe(pieceBytes), Buffer.allocUnsafe(pieceBytes)];
  let coming: Promise<{ bytesRead: number; buffer: Buffer }> | null = null;
  const read = (piece: number, position: number) => {
    const next = file.read(buffers[piece % 2] ?? Buffer.alloc(0), 0, pieceBytes, position);
    next.catch(() => null); // Whoever awaits it hears of the failure, later.
    return next;
  };
  try {
    coming = read(0, 0);
    for (let piece = 1, end = 0; ; piece++) {
      const { bytesRead, buffer } = await coming;
      if (bytesRead === 0) return;
      end += bytesRead;
      coming = read(piece, end);
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await coming?.catch(() => null);
    await file.close();
  }
}
