import { setImmediate } from 'node:timers/promises';
import { sharedBuffer } from '../../shared/shared-buffer.ts';
import { type EncodedSlab, type EncodeTask, encodeSlab } from './csv-slab.ts';
import type { SlabTask } from './read-slab.ts';

/** Threads that whoever loads a file lends to reading it. */
export interface SlabThreads {
  readonly threads: number;
  /** Runs `encodeSlab` on a thread. Rejects with CANCELLED when the signal aborts. */
  run(name: 'csv', task: EncodeTask, options: { signal?: AbortSignal }): Promise<unknown>;
}

/** More threads would wait for the one that hashes and writes, and each piece that is under way takes some 100 MB. */
const mostThreads = 6;

/**
 * Memory for what comes of a piece, as a multiple of its bytes: enough for nearly all tables, and only what is used
 * is ever there.
 */
const lentShare = 4;

/**
 * Bytes of the file that are read as one piece; without threads pieces are small, since nothing else runs meanwhile.
 */
const usualSlab = { thread: 16 * 2 ** 20, here: 4 * 2 ** 20 };

/** What is read: a file, and how its rows are cut and read. */
export type SlabSource = Pick<SlabTask, 'path' | 'dialect' | 'forms' | 'hasHeader' | 'fileBytes'> & {
  readonly threads?: SlabThreads | undefined;
  /** Bytes of the file that are read as one piece. */
  readonly slabBytes?: number | undefined;
  readonly signal?: AbortSignal | undefined;
};

/**
 * The pieces of a file in order, read ahead on threads; what one holds is there until the next is asked for. Where a
 * piece begins within a row is guessed: at the first line feed. If the piece before ends elsewhere, the line feed stood
 * within quotes, and the piece is read again from the right place. The first faulty piece is the last.
 */
export async function* slabsInOrder(source: SlabSource): AsyncGenerator<EncodedSlab, void, void> {
  const { fileBytes } = source;
  const { step, ahead, lent } = layout(source);
  const count = Math.ceil(fileBytes / step);
  const coming = new Map<number, Promise<EncodedSlab>>();
  let isPlain: readonly boolean[] = [];
  const read = (place: number, from: number, isRowStart: boolean): Promise<EncodedSlab> => {
    const to = Math.min(fileBytes, (place + 1) * step);
    return readSlab(source, { from, to, isRowStart, isPlain, lent: lent[place % ahead] ?? null });
  };
  const begin = (place: number): void => {
    if (place >= count) return;
    const slab = read(place, place * step, place === 0);
    slab.catch(() => null); // Whoever awaits it hears of the failure, later.
    coming.set(place, slab);
  };
  try {
    for (let place = 0; place < ahead; place++) begin(place);
    let end = 0;
    for (let place = 0; place < count; place++) {
      let slab = await coming.get(place);
      coming.delete(place);
      // A row may be longer than a whole piece, in which none begins then.
      const isPassed = place > 0 && end >= Math.min(fileBytes, (place + 1) * step);
      if (!isPassed) {
        if (slab === undefined || (place > 0 && slab.from !== end)) slab = await read(place, end, true);
        isPlain = slab.blocks?.at(-1)?.group.columns.map(({ isVaried }) => isVaried) ?? isPlain;
        end = slab.to;
        yield slab;
        if (slab.blocks === null) return;
      }
      begin(place + ahead);
    }
  } finally {
    await Promise.allSettled(coming.values());
  }
}

/** How large the pieces are, how many are under way at a time, and memory for what comes of each of these. */
function layout({ fileBytes, slabBytes, threads }: SlabSource) {
  const step = slabBytes ?? (threads === undefined ? usualSlab.here : usualSlab.thread);
  if (threads === undefined) return { step, ahead: 1, lent: [] };
  const ahead = Math.min(threads.threads, mostThreads) + 2;
  const bytes = lentShare * Math.min(step, fileBytes);
  const used = Math.min(ahead, Math.ceil(fileBytes / step));
  return { step, ahead, lent: Array.from({ length: used }, () => sharedBuffer(bytes)) };
}

async function readSlab(
  { path, dialect, forms, hasHeader, fileBytes, threads, signal }: SlabSource,
  piece: Pick<EncodeTask, 'from' | 'to' | 'isRowStart' | 'isPlain' | 'lent'>,
): Promise<EncodedSlab> {
  const task = { ...piece, path, dialect, forms, fileBytes, hasHeader: hasHeader && piece.from === 0 };
  if (threads !== undefined) return (await threads.run('csv', task, signal ? { signal } : {})) as EncodedSlab;
  await setImmediate();
  return encodeSlab(task);
}
