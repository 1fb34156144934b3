import { appendVarint, appendZigzag, type ByteSink, reserve } from './byte-sink.ts';
import { bitWidth, packBits, packWideBits } from './pack-bits.ts';

/** Whole numbers as 32-bit words, one per number, or two with the low one first. */
export interface WholeNumbers {
  readonly words: Int32Array;
  readonly wordsPerCell: 1 | 2;
  readonly count: number;
}

/** Numbers per block and per miniblock: those of DuckDB's own writer. */
const blockSize = 2048;
const miniblocks = 8;
const miniblockSize = blockSize / miniblocks;

/** Bytes that a block takes at most, apart from what its miniblocks hold. */
const blockHeadBytes = 8 + miniblocks;

/**
 * Appends at least one number, encoded as DELTA_BINARY_PACKED of
 * https://github.com/apache/parquet-format/blob/master/Encodings.md. The arithmetic is that of doubles: neither a number
 * nor the difference of any two may go beyond ±2^52 (two words), or ±(2^31 - 1) for the difference (one word).
 */
export function appendDeltas(sink: ByteSink, numbers: WholeNumbers): void {
  const { count } = numbers;
  const block: Block = {
    values: new Float64Array(blockSize + 1),
    low: new Uint32Array(blockSize),
    high: new Uint32Array(blockSize),
  };
  readNumbers(numbers, { from: 0, count: 1, into: block.values });
  appendVarint(sink, blockSize);
  appendVarint(sink, miniblocks);
  appendVarint(sink, count);
  appendZigzag(sink, block.values[0] ?? 0);
  for (let from = 0; from < count - 1; from += blockSize) {
    const deltaCount = Math.min(blockSize, count - 1 - from);
    readNumbers(numbers, { from, count: deltaCount + 1, into: block.values });
    appendBlock(sink, block, deltaCount);
  }
}

/** Numbers of a block after the one before it, and the two words of what each differs more than the least. */
interface Block {
  readonly values: Float64Array;
  readonly low: Uint32Array;
  readonly high: Uint32Array;
}

function readNumbers(
  { words, wordsPerCell }: WholeNumbers,
  { from, count, into }: { from: number; count: number; into: Float64Array },
): void {
  if (wordsPerCell === 1) {
    for (let i = 0; i < count; i++) into[i] = words[from + i] ?? 0;
    return;
  }
  for (let i = 0; i < count; i++) {
    const at = 2 * (from + i);
    into[i] = (words[at + 1] ?? 0) * 2 ** 32 + ((words[at] ?? 0) >>> 0);
  }
}

function appendBlock(sink: ByteSink, block: Block, deltaCount: number): void {
  const least = leastDelta(block.values, deltaCount);
  reserve(sink, blockHeadBytes + 8 * blockSize);
  appendZigzag(sink, least);
  const widthsAt = sink.end;
  sink.bytes.fill(0, widthsAt, widthsAt + miniblocks);
  sink.end += miniblocks;
  for (let from = 0; from < deltaCount; from += miniblockSize) {
    const width = splitDeltas(block, { from, to: Math.min(from + miniblockSize, deltaCount), least });
    sink.bytes[widthsAt + from / miniblockSize] = width;
    packMiniblock(sink, block, { from, width });
  }
}

function leastDelta(values: Float64Array, deltaCount: number): number {
  let least = Infinity;
  let previous = values[0] ?? 0;
  for (let i = 1; i <= deltaCount; i++) {
    const value = values[i] ?? 0;
    if (value - previous < least) least = value - previous;
    previous = value;
  }
  return least;
}

/** Sets the words of a miniblock, those after its last number to 0, and gives the bits that the largest needs. */
function splitDeltas(
  { values, low, high }: Block,
  { from, to, least }: { from: number; to: number; least: number },
): number {
  let largest = 0;
  let previous = values[from] ?? 0;
  for (let i = from; i < to; i++) {
    const value = values[i + 1] ?? 0;
    const excess = value - previous - least;
    if (excess > largest) largest = excess;
    low[i] = excess;
    high[i] = excess / 2 ** 32;
    previous = value;
  }
  low.fill(0, to, from + miniblockSize);
  high.fill(0, to, from + miniblockSize);
  return bitWidth(largest);
}

function packMiniblock(
  sink: ByteSink,
  { low, high }: Block,
  { from, width }: { from: number; width: number },
): void {
  const { bytes, end } = sink;
  if (width > 32) packWideBits(low, high, { from, count: miniblockSize, width, bytes, at: end });
  else if (width > 0) packBits(low, { from, count: miniblockSize, width, bytes, at: end });
  sink.end = end + (miniblockSize / 8) * width;
}
