import { putInKernel } from '../../../shared/kernel.ts';
import { kernelRoom } from '../csv-kernel.ts';
import { bitAt } from './present-bits.ts';
import { type Foreign, readChunks } from './stored-file.ts';
import { type ChunkTexts, chunkTexts } from './stored-texts.ts';

/** A column of texts of a stored version, and when a text is prose. */
export interface ProseTask {
  readonly path: string;
  readonly name: string;
  /** Prose has more bytes than this. */
  readonly longerThan: number;
}

/** What the kernel may look at behind the last text. */
const slackBytes = 16;
/** Rows that are looked at before a column is given up, and the share of them that may be no prose. */
const probedRows = 8192;
const mostOthers = 0.02;
/** So many rows are still asked for by their numbers. */
const mostListed = 20_000;

/**
 * Rows, from 0, of the filled cells that are no plain prose: too short, without a space inside or with one at an
 * end, or with a character that is neither a letter of ASCII nor a usual mark. Null for columns of which more than a
 * few cells are no prose. Throws what reading throws.
 */
export function readStoredProse({ path, name, longerThan }: ProseTask): Uint32Array | null | Foreign {
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

/** Positions of the cells that are no prose; missing cells are passed over. */
function collectOthers(
  { bytes, lengths, start, present }: ChunkTexts,
  {
    row,
    rowCount,
    longerThan,
    others,
  }: { row: number; rowCount: number; longerThan: number; others: number[] },
): void {
  const texts = bytes.subarray(start);
  const size = Int32Array.BYTES_PER_ELEMENT * lengths.length;
  const { kernel, at } = kernelRoom(size, size, texts.length + slackBytes);
  const [lengthsAt = 0, foundAt = 0, textsAt = 0] = at;
  putInKernel(kernel, lengthsAt, lengths);
  putInKernel(kernel, textsAt, texts);
  const count = kernel.findOthers(lengthsAt, textsAt, lengths.length, longerThan, foundAt);
  const found = new Uint32Array(kernel.memory.buffer, foundAt, count);
  if (present === null) for (const cell of found) others.push(row + cell);
  else {
    for (let i = 0, cell = 0, next = 0; i < rowCount && next < count; i++) {
      if (bitAt(present, i) === 0) continue;
      if (found[next] === cell) {
        others.push(row + i);
        next++;
      }
      cell++;
    }
  }
}
