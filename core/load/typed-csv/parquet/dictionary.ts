import { putInKernel } from '../../../shared/kernel.ts';
import { dictionaryValues } from '../../write-parquet.ts';
import { kernelRoom } from '../csv-kernel.ts';
import { appendBytes, appendVarint, type ByteSink } from './byte-sink.ts';
import type { FixedCells, TextCells } from './present-cells.ts';

/** Different values among cells, and for each cell which of them it is. */
export interface Dictionary {
  /** In the order in which they come first. */
  readonly values: FixedCells | TextCells;
  /** How many cells there are. */
  readonly count: number;
  /** One per cell, then zeros up to a multiple of 8; in the kernel's memory until it is used again. */
  readonly indices: Uint32Array;
}

const slotsBytes = 2 * 2 ** 13;
/** What the kernel may look at behind the last text. */
const slackBytes = 8;

/**
 * The dictionary of at least one cell. Null where there are so many different values that it would cost more than it
 * saves: more than 2,000, or more than 1,500 among the first 4,096 cells.
 */
export function findDictionary(cells: FixedCells | TextCells): Dictionary | null {
  return cells.kind === 'text' ? textDictionary(cells) : fixedDictionary(cells);
}

function fixedDictionary(cells: FixedCells): Dictionary | null {
  const { kind, words, count, wordsPerCell } = cells;
  const { kernel, at } = kernelRoom(slotsBytes, 8 * dictionaryValues, indexBytes(count), 4 * words.length);
  const [slots = 0, values = 0, indices = 0, from = 0] = at;
  putInKernel(kernel, from, words);
  const find = wordsPerCell === 2 ? kernel.findWide : kernel.findNarrow;
  const found = find(from, count, values, indices, slots);
  if (found < 0) return null;
  const kept = new Int32Array(kernel.memory.buffer, values, wordsPerCell * found).slice();
  return {
    values: { kind, count: found, wordsPerCell, words: kept },
    count,
    indices: indicesAt(kernel.memory.buffer, indices, count),
  };
}

function textDictionary({ lengths, bytes, count }: TextCells): Dictionary | null {
  const { kernel, at } = kernelRoom(
    slotsBytes,
    8 * dictionaryValues,
    indexBytes(count),
    4 * count,
    bytes.length + slackBytes,
  );
  const [slots = 0, values = 0, indices = 0, sizes = 0, from = 0] = at;
  putInKernel(kernel, sizes, lengths.subarray(0, count));
  putInKernel(kernel, from, bytes);
  const found = kernel.findTexts(sizes, from, count, values, indices, slots);
  if (found < 0) return null;
  const { buffer } = kernel.memory;
  return {
    values: gatherTexts(buffer, new Uint32Array(buffer, values, 2 * found)),
    count,
    indices: indicesAt(buffer, indices, count),
  };
}

/** The texts that begin and are as long as the pairs say. */
function gatherTexts(memory: ArrayBuffer, pairs: Uint32Array): TextCells {
  const lengths = Int32Array.from({ length: pairs.length / 2 }, (_, i) => pairs[2 * i + 1] ?? 0);
  const bytes = new Uint8Array(lengths.reduce((total, length) => total + length, 0));
  let at = 0;
  for (let i = 0; i < lengths.length; i++) {
    bytes.set(new Uint8Array(memory, pairs[2 * i], lengths[i]), at);
    at += lengths[i] ?? 0;
  }
  return { kind: 'text', count: lengths.length, lengths, bytes };
}

function indexBytes(count: number): number {
  return 4 * paddedCount(count);
}

function paddedCount(count: number): number {
  return Math.ceil(count / 8) * 8;
}

function indicesAt(memory: ArrayBuffer, at: number, count: number): Uint32Array {
  const indices = new Uint32Array(memory, at, paddedCount(count));
  indices.fill(0, count);
  return indices;
}

/** Appends indices, encoded as RLE_DICTIONARY: their width in bits and one run, bit-packed if they differ. */
export function appendIndices(sink: ByteSink, { values, count, indices }: Dictionary): void {
  // One bit even for one value: none is allowed, but rarely written.
  const width = Math.max(1, 32 - Math.clz32(values.count - 1));
  appendBytes(sink, Uint8Array.of(width));
  if (values.count === 1) {
    appendVarint(sink, 2 * count);
    appendBytes(sink, Uint8Array.of(0));
    return;
  }
  appendVarint(sink, (2 * indices.length) / 8 + 1);
  const { byteOffset, length } = indices;
  const byteLength = (length / 8) * width;
  // Behind the indices; they are no array any more when the memory grows for it.
  const { kernel, at } = kernelRoom(byteOffset + 4 * length, byteLength + slackBytes);
  const [, target = 0] = at;
  kernel.packBits(byteOffset, length, width, target);
  appendBytes(sink, new Uint8Array(kernel.memory.buffer, target, byteLength));
}
