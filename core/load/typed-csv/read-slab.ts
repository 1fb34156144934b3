import { isUtf8 } from 'node:buffer';
import { closeSync, openSync } from 'node:fs';
import { maxRowBytes } from '../limits.ts';
import { rowGroupRows } from '../write-parquet.ts';
import type { Arena } from './arena.ts';
import type { ColumnForm } from './column-form.ts';
import { columnReader } from './column-reader.ts';
import { type CsvKernel, csvKernel, cutOutcomes } from './csv-kernel.ts';
import type { ColumnPart } from './parquet/column-part.ts';
import { readFully } from './read-fully.ts';
import { type SlabMemory, slabMemory } from './slab-memory.ts';

/** How text is cut: single bytes, and the cells of a row. */
export interface ByteDialect {
  readonly delimiter: number;
  readonly quote: number;
  readonly columns: number;
}

/** A piece of a CSV file in UTF-8, as work for a thread. */
export interface SlabTask {
  readonly path: string;
  readonly dialect: ByteDialect;
  readonly forms: readonly ColumnForm[];
  /** The rows that begin in these bytes of the file are read. */
  readonly from: number;
  readonly to: number;
  readonly fileBytes: number;
  /** False when a row may have begun before `from`, so that the first one is looked for. */
  readonly isRowStart: boolean;
  /** Whether the first row holds names; of the first piece only. */
  readonly hasHeader: boolean;
}

/** Some consecutive rows. */
export interface RowBlock {
  readonly rowCount: number;
  readonly parts: readonly ColumnPart[];
}

/** What a piece holds. */
export interface Slab {
  /** Where its first row begins, and where the first one behind it does. */
  readonly from: number;
  readonly to: number;
  /** Null when some row or cell is not as it must be. */
  readonly blocks: readonly RowBlock[] | null;
}

/** What is read behind a piece at first, for the end of its last row. */
const firstOverlap = 1 << 16;
const lineFeed = 10;
const byteOrderMark = [0xef, 0xbb, 0xbf];

/** Reads the rows of a piece. Bytes that are not UTF-8 and NUL are faults as others are. */
export function readSlab(task: SlabTask, arena: Arena): Slab {
  const file = openSync(task.path, 'r');
  // A row begins at `from` if the byte before says so.
  const base = task.isRowStart ? task.from : task.from - 1;
  try {
    for (let overlap = firstOverlap; ; overlap *= 8) {
      const end = Math.min(task.fileBytes, task.to + overlap);
      const memory = slabMemory(task.forms, end - base, rowGroupRows);
      const kernel = csvKernel(memory.end);
      const text = new Uint8Array(kernel.memory.buffer, memory.text, end - base);
      if (!readFully(file, base, text)) return faulty(task.from);
      const read = readRows(
        { kernel, memory, text, arena },
        { ...task, base, isLast: end === task.fileBytes },
      );
      if (read !== 'open') return read;
      if (end === task.fileBytes || overlap > 2 * maxRowBytes) return faulty(task.from);
    }
  } finally {
    closeSync(file);
  }
}

function faulty(from: number): Slab {
  return { from, to: from, blocks: null };
}

/** Text in the kernel's memory. */
interface HeldText {
  readonly kernel: CsvKernel;
  readonly memory: SlabMemory;
  readonly text: Uint8Array;
  readonly arena: Arena;
}

function readRows(held: HeldText, task: SlabTask & { base: number; isLast: boolean }): Slab | 'open' {
  const { text } = held;
  const { base, isLast } = task;
  const first = firstRow(text, task);
  if (first < 0) return isLast ? { from: task.fileBytes, to: task.fileBytes, blocks: [] } : 'open';
  const checkedTo = isLast ? text.length : text.lastIndexOf(lineFeed) + 1;
  if (!isPlainText(text.subarray(first, checkedTo))) return faulty(base + first);
  const cut = rowCutter(held, { ...task, stop: task.to - base });
  let at = first;
  if (task.hasHeader) {
    const rows = cut(at, 1);
    if (rows < 0) return rows === cutOutcomes.open ? 'open' : faulty(base + first);
    at = held.kernel.cutEnd() - held.memory.text;
  }
  const found = readBlocks(held, { forms: task.forms, cut, at });
  if (found === 'open') return 'open';
  if (found === 'fault') return faulty(base + first);
  return { from: base + at, to: base + found.at, blocks: found.blocks };
}

/** Cuts up to `most` rows from a place of the text on; returns how many, or one of `cutOutcomes`. */
type RowCutter = (at: number, most: number) => number;

function rowCutter(
  { kernel, memory, text }: HeldText,
  { dialect, stop, isLast }: { dialect: ByteDialect; stop: number; isLast: boolean },
): RowCutter {
  const { delimiter, quote, columns } = dialect;
  const { text: start, starts, ends } = memory;
  const end = start + text.length;
  return (at, most) =>
    kernel.cut(
      start + at,
      start + stop,
      end,
      isLast,
      delimiter,
      quote,
      columns,
      most,
      maxRowBytes,
      starts,
      ends,
    );
}

function readBlocks(
  { kernel, memory, arena }: HeldText,
  { forms, cut, at: begin }: { forms: readonly ColumnForm[]; cut: RowCutter; at: number },
): { blocks: RowBlock[]; at: number } | 'open' | 'fault' {
  const context = { kernel, memory, arena, bytesAt: memory.bytes };
  const readers = forms.map((form, i) => columnReader(context, i, form));
  const blocks: RowBlock[] = [];
  let at = begin;
  let rowCount = 0;
  const finishBlock = () => {
    if (rowCount > 0) blocks.push({ rowCount, parts: readers.map((reader) => reader.finish()) });
    rowCount = 0;
    context.bytesAt = memory.bytes;
  };
  for (;;) {
    const rows = cut(at, memory.rowsAtOnce);
    if (rows < 0) return rows === cutOutcomes.open ? 'open' : 'fault';
    at = kernel.cutEnd() - memory.text;
    if (rows === 0) break;
    if (!readers.every((reader) => reader.take(rows))) return 'fault';
    rowCount += rows;
    if (rowCount >= rowGroupRows) finishBlock();
  }
  finishBlock();
  return { blocks, at };
}

/** Where the first row begins, -1 when that is behind these bytes. */
function firstRow(text: Uint8Array, { from, isRowStart }: SlabTask): number {
  if (!isRowStart) {
    const before = text.indexOf(lineFeed);
    return before < 0 ? -1 : before + 1;
  }
  return from === 0 && byteOrderMark.every((byte, i) => text[i] === byte) ? byteOrderMark.length : 0;
}

function isPlainText({ buffer, byteOffset, byteLength }: Uint8Array): boolean {
  const text = Buffer.from(buffer, byteOffset, byteLength);
  return isUtf8(text) && text.indexOf(0) < 0;
}
