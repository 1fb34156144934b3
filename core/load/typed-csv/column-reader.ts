import type { Arena } from './arena.ts';
import {
  booleanValue,
  type CellValue,
  dateValue,
  integerValue,
  isInDigits,
  numberValue,
  timeValue,
} from './cell-values.ts';
import type { ColumnForm } from './column-form.ts';
import type { CellReader, CsvKernel } from './csv-kernel.ts';
import type { ColumnPart } from './parquet/column-part.ts';
import { type SlabMemory, valueBytes } from './slab-memory.ts';

/** Takes the cells of one column, some rows at a time. */
export interface ColumnReader {
  /** Takes the column's cells of the rows that were cut last. False at one that is not in the column's form. */
  take(rowCount: number): boolean;
  /** What was taken since the last time. */
  finish(): ColumnPart;
}

/** What the columns of a piece of text share. */
export interface ReaderContext {
  readonly kernel: CsvKernel;
  readonly memory: SlabMemory;
  /** Where what was read goes. */
  readonly arena: Arena;
  /** Where the bytes of texts go next. */
  bytesAt: number;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A reader of the column at `place`, whose cells are in this form. */
export function columnReader(context: ReaderContext, place: number, form: ColumnForm): ColumnReader {
  const { kernel, memory, arena } = context;
  const { buffer } = kernel.memory;
  const { values = 0, present = 0 } = memory.columns[place] ?? {};
  const { starts, ends, presentBytes } = memory;
  const step = memory.columns.length;
  const flags = new Uint8Array(buffer, present, presentBytes).fill(255);
  const text = textTaker(context);
  let missing = 0;
  let row = 0;

  function cellText(i: number): string {
    const [start = 0] = new Uint32Array(buffer, starts + 4 * (place + i * step), 1);
    const [end = 0] = new Uint32Array(buffer, ends + 4 * (place + i * step), 1);
    return decoder.decode(new Uint8Array(buffer, start, end - start));
  }

  function takeFixed(read: CellReader, unusual: Unusual, rowCount: number, extra?: number): boolean {
    for (let i = 0; ; i++) {
      i = read(i, rowCount, extra) >>> 0;
      if (i >= rowCount) return true;
      const value = unusual(cellText(i));
      if (value === undefined) return false;
      setValue({ buffer, at: values + valueBytes[form] * (row + i), form }, value ?? 0);
      if (value !== null) continue;
      missing++;
      flags[(row + i) >> 3] = (flags[(row + i) >> 3] ?? 0) & ~(1 << ((row + i) & 7));
    }
  }

  function takeTexts(rowCount: number): boolean {
    if (form !== 'text' && !areDigits(form === 'code' ? 'code' : 'long integer', rowCount)) return false;
    text.take(() => kernel.readTexts(0, rowCount, context.bytesAt));
    return true;
  }

  function areDigits(kind: 'code' | 'long integer', rowCount: number): boolean {
    for (let i = 0; ; i++) {
      i = kernel.firstUnusualDigits(i, rowCount, kind === 'long integer') >>> 0;
      if (i >= rowCount) return true;
      if (!isInDigits(cellText(i), kind)) return false;
    }
  }

  function takeRows(rowCount: number): boolean {
    switch (form) {
      case 'integer':
        return takeFixed(kernel.readIntegers, integerValue, rowCount);
      case 'number':
        return takeFixed(kernel.readNumbers, (cell) => numberValue(cell, form), rowCount, point);
      case 'comma number':
        return takeFixed(kernel.readNumbers, (cell) => numberValue(cell, form), rowCount, comma);
      case 'boolean':
        return takeFixed(kernel.readBooleans, booleanValue, rowCount);
      case 'date':
        return takeFixed(kernel.readDates, dateValue, rowCount);
      case 'year/month/day':
      case 'day.month.year':
      case 'day/month/year':
      case 'month/day/year':
        return takeFixed(kernel.readPartedDates, dateValue, rowCount, partedForms[form]);
      case 'timestamp':
        return takeFixed(kernel.readTimes, timeValue, rowCount);
      default:
        return takeTexts(rowCount);
    }
  }

  return {
    take(rowCount) {
      kernel.chooseCells(starts, ends, place, step);
      kernel.chooseTarget(values, present, row);
      if (!takeRows(rowCount)) return false;
      missing += kernel.missed();
      row += rowCount;
      return true;
    },
    finish() {
      const bits = missing === 0 ? null : arena.copy(flags.subarray(0, Math.ceil(row / 8)));
      const cells = arena.copy(new Uint8Array(buffer, values, valueBytes[form] * row));
      if (missing > 0) flags.fill(255);
      missing = 0;
      row = 0;
      return partOf({ form, cells, present: bits, bytes: text.finish() });
    },
  };
}

type Unusual = (cell: string) => CellValue<bigint | number>;

const point = 46;
const comma = 44;

/** Forms of parted dates: the separator, and above it 1 where the month comes first, 2 where the year does. */
const partedForms = {
  'year/month/day': 0x22f,
  'day.month.year': 0x02e,
  'day/month/year': 0x02f,
  'month/day/year': 0x12f,
};

/** Gathers the bytes of a text column, which lie in the memory in pieces. */
function textTaker(context: ReaderContext) {
  let pieces: { start: number; end: number }[] = [];
  return {
    take(read: () => void): void {
      const start = context.bytesAt;
      read();
      context.bytesAt = context.kernel.textEnd() >>> 0;
      pieces.push({ start, end: context.bytesAt });
    },
    finish(): Uint8Array {
      const bytes = context.arena.take(pieces.reduce((sum, { start, end }) => sum + end - start, 0));
      let at = 0;
      for (const { start, end } of pieces) {
        bytes.set(new Uint8Array(context.kernel.memory.buffer, start, end - start), at);
        at += end - start;
      }
      pieces = [];
      return bytes;
    },
  };
}

function setValue(
  { buffer, at, form }: { buffer: ArrayBufferLike; at: number; form: ColumnForm },
  value: bigint | number,
): void {
  const view = new DataView(buffer, at, valueBytes[form]);
  if (form === 'integer' || form === 'timestamp') view.setBigInt64(0, BigInt(value), true);
  else if (form === 'boolean') view.setUint8(0, Number(value));
  else if (form === 'number' || form === 'comma number') view.setFloat64(0, Number(value), true);
  else view.setInt32(0, Number(value), true);
}

function partOf({
  form,
  cells,
  present,
  bytes,
}: {
  form: ColumnForm;
  cells: Uint8Array;
  present: Uint8Array | null;
  bytes: Uint8Array;
}): ColumnPart {
  const { buffer, byteOffset, byteLength } = cells;
  switch (form) {
    case 'integer':
    case 'timestamp':
      return { kind: form, words: new Int32Array(buffer, byteOffset, byteLength / 4), present };
    case 'number':
    case 'comma number':
      return { kind: 'number', values: new Float64Array(buffer, byteOffset, byteLength / 8), present };
    case 'boolean':
      return { kind: 'boolean', values: cells, present };
    case 'date':
    case 'year/month/day':
    case 'day.month.year':
    case 'day/month/year':
    case 'month/day/year':
      return { kind: 'date', values: new Int32Array(buffer, byteOffset, byteLength / 4), present };
    default:
      return { kind: 'text', lengths: new Uint32Array(buffer, byteOffset, byteLength / 4), bytes, present };
  }
}
