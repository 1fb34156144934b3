import { bitAt } from './decode-levels.ts';
import { readChunks } from './stored-file.ts';
import { type ChunkTexts, chunkTexts } from './stored-texts.ts';

/** A column of texts of a stored version, and when a text is prose. */
export interface ProseTask {
  readonly path: string;
  readonly name: string;
  /** Prose has more bytes than this. */
  readonly longerThan: number;
}

/** Rows that are looked at before a column is given up, and the share of them that may be no prose. */
const probedRows = 8192;
const mostOthers = 0.02;
/** So many rows are still asked for by their numbers. */
const mostListed = 20_000;

/**
 * Rows, from 0, of the filled cells that are no plain prose: too short, without a space inside or with one at an end, or with a
 * character that is neither a letter of ASCII nor a usual mark. Null for files that others wrote and for columns of
 * which more than a few cells are no prose. Throws what reading throws.
 */
export function readStoredProse({ path, name, longerThan }: ProseTask): Uint32Array | null {
  return readChunks({ path, name }, (chunks) => {
    const others: number[] = [];
    let row = 0;
    for (const chunk of chunks) {
      if (chunk.dictionary !== null) return null;
      collectOthers(chunkTexts(chunk), { row, rowCount: chunk.rowCount, longerThan, others });
      row += chunk.rowCount;
      if (others.length > Math.min(mostOthers * Math.max(row, probedRows), mostListed)) return null;
    }
    return Uint32Array.from(others);
  });
}

function collectOthers(
  { bytes, lengths, start, present }: ChunkTexts,
  {
    row,
    rowCount,
    longerThan,
    others,
  }: { row: number; rowCount: number; longerThan: number; others: number[] },
): void {
  let at = start;
  for (let i = 0, cell = 0; i < rowCount; i++) {
    if (present !== null && bitAt(present, i) === 0) continue;
    const end = at + (lengths[cell++] ?? 0);
    if (end - at <= longerThan || !isProse(bytes, at, end)) others.push(row + i);
    at = end;
  }
}

const plain = 0;
const space = 1;
const otherWhite = 2;
const hyphen = 3;
const telling = 4;

/** What each byte is: of ASCII only what no number, time, address or flaw has is plain. */
const classes = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte === 0x20) return space;
  if (byte === 0x09 || byte === 0x0a || byte === 0x0d) return otherWhite;
  if (byte === 0x2d) return hyphen;
  const isDigit = byte >= 0x30 && byte <= 0x39;
  return byte < 0x20 || byte > 0x7e || isDigit || byte === 0x40 || byte === 0x3a ? telling : plain;
});

/** Hyphens so near to each other may be those of a number. */
const hyphenReach = 5;

function isProse(bytes: Uint8Array, start: number, end: number): boolean {
  if (isWhite(bytes[start] ?? 0) || isWhite(bytes[end - 1] ?? 0)) return false;
  let hasSpace = false;
  let lastHyphen = -hyphenReach - 1;
  for (let at = start; at < end; at++) {
    const kind = classes[bytes[at] ?? 0] ?? telling;
    if (kind === plain) continue;
    if (kind === space) hasSpace = true;
    else if (kind === telling) return false;
    else if (kind === hyphen) {
      if (at - lastHyphen <= hyphenReach) return false;
      lastHyphen = at;
    }
  }
  return hasSpace;
}

function isWhite(byte: number): boolean {
  const kind = classes[byte];
  return kind === space || kind === otherWhite;
}
