import { createArena } from './arena.ts';
import { createSink } from './parquet/byte-sink.ts';
import type { RowGroup } from './parquet/column-part.ts';
import { encodeRowGroup } from './parquet/encode-row-group.ts';
import { type RowBlock, readSlab, type Slab, type SlabTask } from './read-slab.ts';

/** A piece of a CSV file to be read and encoded, as work for a thread. */
export interface EncodeTask extends SlabTask {
  /** Columns that had too many different values for a dictionary in the rows before. */
  readonly isPlain: readonly boolean[];
  /** Memory for what comes of it. */
  readonly lent: SharedArrayBuffer | null;
}

/** Rows as they came and as they are stored. */
export interface EncodedBlock extends RowBlock {
  readonly group: RowGroup;
}

/** As `Slab`, with what is to be stored. */
export interface EncodedSlab extends Slab {
  readonly blocks: readonly EncodedBlock[] | null;
}

/** Reads a piece of a CSV file and encodes its rows. */
export function encodeSlab({ isPlain, lent, ...task }: EncodeTask): EncodedSlab {
  const arena = createArena(lent);
  const { from, to, blocks } = readSlab(task, arena);
  let plain = isPlain;
  const encoded = blocks?.map((block): EncodedBlock => {
    const group = encodeRowGroup(block.parts, block.rowCount, plain, sink);
    plain = group.columns.map(({ isVaried }) => isVaried);
    const bytes = arena.copy(group.bytes);
    sink.end = 0;
    return { ...block, group: { ...group, bytes } };
  });
  return { from, to, blocks: encoded ?? null };
}

/** What this thread encodes with; it keeps its memory. */
const sink = createSink(0);

/** The memory of a slab that was not lent, which need not be copied on its way from a thread. */
export function buffersOf({ blocks }: EncodedSlab): ArrayBuffer[] {
  const arrays = (blocks ?? []).flatMap(({ parts, group }) => [group.bytes, ...parts.flatMap(arraysOf)]);
  const buffers = arrays.flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : []));
  return [...new Set(buffers)];
}

function arraysOf(part: RowBlock['parts'][number]) {
  const cells =
    part.kind === 'text'
      ? [part.lengths, part.bytes]
      : part.kind === 'integer' || part.kind === 'timestamp'
        ? [part.words]
        : [part.values];
  return part.present === null ? cells : [...cells, part.present];
}
