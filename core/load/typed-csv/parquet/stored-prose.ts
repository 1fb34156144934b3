import { putInKernel } from '../../../shared/kernel.ts';
import { kernelRoom } from '../csv-kernel.ts';
import { type Foreign, readChunks } from './stored-file.ts';
import { type ChunkTexts, variedTexts } from './stored-texts.ts';

/** A column of texts of a stored version, and when a text is prose. */
export interface ProseTask {
  readonly path: string;
  readonly name: string;
  /** Prose has more bytes than this. */
  readonly longerThan: number;
}

/** What the kernel may look at behind the last text. */
const slackBytes = 16;
/** Texts that are looked at before a column is given up, and the share of them that may be no prose. */
const probedTexts = 8192;
const mostOthers = 0.02;
/** So many texts are named, and bytes of them. */
const mostListed = 20_000;
const mostBytes = 2 ** 22;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * The texts that are no plain prose, as often as they come: too short, without a space inside or with one at an end, or
 * with a character that is neither a letter of ASCII nor a usual mark. Null for columns of which more than a few are no
 * prose. Throws what reading throws.
 */
export function readStoredProse({ path, name, longerThan }: ProseTask): string[] | null | Foreign {
  return readChunks({ path, name }, (chunks) => {
    const others = collectingOthers(longerThan);
    for (const chunk of chunks) {
      const texts = variedTexts(chunk);
      if (texts === null || !others.take(texts)) return null;
    }
    return others.found();
  });
}

/** The same while the texts of a column are read for something else. */
export function collectingOthers(longerThan: number) {
  const others: string[] = [];
  let seen = 0;
  let bytes = 0;
  let isGivenUp = false;
  return {
    /** False when more than a few are no prose. */
    take(texts: ChunkTexts): boolean {
      if (isGivenUp) return false;
      bytes += collectOthers(texts, longerThan, others);
      seen += texts.lengths.length;
      const most = Math.min(mostOthers * Math.max(seen, probedTexts), mostListed);
      isGivenUp = others.length > most || bytes > mostBytes;
      return !isGivenUp;
    },
    found: (): string[] | null => (isGivenUp ? null : others),
  };
}

/** Adds the texts that are no prose; returns how many bytes they have. */
function collectOthers({ bytes, lengths, start }: ChunkTexts, longerThan: number, others: string[]): number {
  const texts = bytes.subarray(start);
  const size = Int32Array.BYTES_PER_ELEMENT * lengths.length;
  const { kernel, at } = kernelRoom(size, size, texts.length + slackBytes);
  const [lengthsAt = 0, foundAt = 0, textsAt = 0] = at;
  putInKernel(kernel, lengthsAt, lengths);
  putInKernel(kernel, textsAt, texts);
  const count = kernel.findOthers(lengthsAt, textsAt, lengths.length, longerThan, foundAt);
  let [begin, cell, added] = [0, 0, 0];
  for (const found of new Uint32Array(kernel.memory.buffer, foundAt, count)) {
    for (; cell < found; cell++) begin += lengths[cell] ?? 0;
    const length = lengths[cell] ?? 0;
    added += length;
    if (others.length <= mostListed && added <= mostBytes) {
      others.push(decoder.decode(texts.subarray(begin, begin + length)));
    }
  }
  return added;
}
