import { type Foreign, readChunks } from '../load/typed-csv/parquet/stored-file.ts';
import { collectingOthers } from '../load/typed-csv/parquet/stored-prose.ts';
import { type ChunkTexts, variedTexts } from '../load/typed-csv/parquet/stored-texts.ts';
import { putInKernel } from '../shared/kernel.ts';
import { sharedBuffer } from '../shared/shared-buffer.ts';
import { profileKernel } from './profile-kernel.ts';
import { type Hashes, repeatsAmong } from './repeated-keys.ts';

/** A column of texts of a stored version, of which hardly one comes twice. */
export interface UniqueTask {
  readonly path: string;
  readonly name: string;
  /** Share of the rows whose texts may have come before. */
  readonly mostRepeats: number;
  /** So many of the smallest texts are told. */
  readonly smallest: number;
  /** Bytes up to which a text counts as short. */
  readonly longestShort: number;
}

/** What one reading of such a column tells. */
export interface UniqueTexts {
  /** A number per row, 53 bits of a hash; NaN for a missing cell. In memory that threads share. */
  readonly keys: Float64Array;
  /** Rows, from 0, whose texts share a hash, a list for each; null for more of them than were asked for. */
  readonly repeated: readonly (readonly number[])[] | null;
  readonly count: number;
  /** Characters of the shortest and the longest text. */
  readonly least: number;
  readonly most: number;
  /** Texts of few bytes, as often as they come; null when there are too many to be listed. */
  readonly short: readonly string[] | null;
  /** What `readStoredProse` finds of those that are longer than short. */
  readonly unlikeProse: string[] | null;
  /** The smallest ones by their bytes, ascending, each once. */
  readonly smallest: readonly string[];
}

const wordBytes = 4;
const numberBytes = 8;
/** What the kernel may look at behind the last text. */
const slackBytes = 16;
/** Texts that are looked through for the smallest before a bound is known. */
const firstTexts = 2000;

/** Reads the texts of a column once; null where they are stored as levels. Throws what reading throws. */
export function readUniqueTexts(task: UniqueTask): UniqueTexts | null | Foreign {
  return readChunks(task, (chunks, rowCount) => {
    const keys = new Float64Array(sharedBuffer(numberBytes * rowCount));
    const seen = { count: 0, least: 0, most: 0, short: 0, smallest: [] as Buffer[] };
    const others = collectingOthers(task.longestShort);
    let isOfLevels = false;
    const repeated = repeatsAmong(rowCount, task.mostRepeats, ({ kernel, at }, spare) => {
      let row = 0;
      for (const chunk of chunks) {
        const texts = variedTexts(chunk);
        isOfLevels = texts === null;
        if (texts === null) return false;
        others.take(texts);
        const into = at + numberBytes * row;
        take(texts, { kernel, at: into, spare, rowCount: chunk.rowCount, seen, task });
        keys.set(keysAt(kernel, { at: into, spare, count: chunk.rowCount }), row);
        row += chunk.rowCount;
      }
      return true;
    });
    if (isOfLevels) return null;
    const unlikeProse = others.found();
    const isShort = (text: string) => Buffer.byteLength(text) <= task.longestShort;
    return {
      ...seen,
      keys,
      repeated,
      smallest: seen.smallest.map((text) => text.toString()),
      short: seen.short === 0 ? [] : (unlikeProse?.filter(isShort) ?? null),
      unlikeProse,
    };
  });
}

interface Seen {
  count: number;
  least: number;
  most: number;
  short: number;
  smallest: Buffer[];
}

/** Hashes the texts of a chunk and looks at them. */
function take(
  { bytes, lengths, start, present }: ChunkTexts,
  {
    kernel,
    at,
    spare,
    rowCount,
    seen,
    task,
  }: Hashes & { spare: number; rowCount: number; seen: Seen; task: UniqueTask },
): void {
  const texts = bytes.subarray(start);
  const count = lengths.length;
  const textsAt = spare;
  const lengthsAt = aligned(textsAt + texts.length + slackBytes);
  const presentAt = lengthsAt + wordBytes * count;
  const foundAt = aligned(presentAt + (present?.length ?? 0));
  const measuredAt = aligned(foundAt + wordBytes * count);
  const boundAt = measuredAt + slackBytes;
  profileKernel.withMemory(boundAt);
  putInKernel(kernel, textsAt, texts);
  putInKernel(kernel, lengthsAt, lengths);
  if (present !== null) putInKernel(kernel, presentAt, present);
  kernel.hashTexts(lengthsAt, textsAt, present === null ? 0 : presentAt, rowCount, at);
  if (count === 0) return;
  const known = seen.count === 0 ? 2 ** 32 - 1 : seen.least;
  putInKernel(kernel, measuredAt, Uint32Array.of(known, seen.most, seen.short));
  kernel.measureTexts(lengthsAt, textsAt, count, task.longestShort, measuredAt);
  const [least = 0, most = 0, short = 0] = new Uint32Array(kernel.memory.buffer, measuredAt, 3);
  Object.assign(seen, { count: seen.count + count, least, most, short });
  const textOf = textsOf(texts, lengths);
  if (seen.smallest.length < task.smallest) {
    const first = Array.from(lengths.subarray(0, firstTexts), (_, i) => textOf(i));
    seen.smallest = merged(seen.smallest, first, task);
  }
  const bound = seen.smallest.at(-1) ?? Buffer.alloc(0);
  profileKernel.withMemory(boundAt + bound.length);
  putInKernel(kernel, boundAt, bound);
  const isFull = seen.smallest.length === task.smallest;
  const found = isFull ? kernel.findBefore(lengthsAt, textsAt, count, boundAt, bound.length, foundAt) : 0;
  const places = isFull ? new Uint32Array(kernel.memory.buffer, foundAt, found) : lengths.keys();
  seen.smallest = merged(seen.smallest, Array.from(places, textOf), task);
}

function aligned(place: number): number {
  return Math.ceil(place / numberBytes) * numberBytes;
}

/** The bytes of a text by its position. */
function textsOf(texts: Uint8Array, lengths: Int32Array): (position: number) => Buffer {
  const ends = new Uint32Array(lengths.length);
  for (let i = 0, end = 0; i < lengths.length; i++) {
    end += lengths[i] ?? 0;
    ends[i] = end;
  }
  return (position) => Buffer.from(texts.subarray(ends[position - 1] ?? 0, ends[position]));
}

/** The smallest of both, ascending, each once. */
function merged(known: Buffer[], more: readonly Buffer[], { smallest }: UniqueTask): Buffer[] {
  const sorted = [...known, ...more].sort(Buffer.compare);
  const once = sorted.filter((text, i) => i === 0 || !text.equals(sorted[i - 1] ?? Buffer.alloc(0)));
  return once.slice(0, smallest);
}

/** The keys of rows whose hashes begin at a place. */
function keysAt(
  kernel: Hashes['kernel'],
  { at, spare, count }: { at: number; spare: number; count: number },
): Float64Array {
  profileKernel.withMemory(spare + numberBytes * count);
  kernel.keysOfHashes(at, count, spare);
  return new Float64Array(kernel.memory.buffer, spare, count);
}
