import { kernelBinary } from './kernel-binary.ts';

/**
 * The inner loops of reading CSV and of writing Parquet, in WebAssembly with vectors of 16 bytes. Source:
 * `assembly/`, in AssemblyScript; `npm run build:kernel` compiles it to `kernel-binary.ts`. Pointers are bytes from
 * the beginning of `memory`. What the functions do stands there.
 */
export interface CsvKernel {
  readonly memory: KernelMemory;
  cut(
    at: number,
    stop: number,
    end: number,
    isLast: boolean,
    delimiter: number,
    quote: number,
    columns: number,
    maxRows: number,
    maxRowBytes: number,
    starts: number,
    ends: number,
  ): number;
  cutEnd(): number;
  readonly readIntegers: CellReader;
  readonly readNumbers: CellReader;
  readonly readBooleans: CellReader;
  readonly readDates: CellReader;
  readonly readPartedDates: CellReader;
  readonly readTimes: CellReader;
  readonly readTexts: CellReader;
  firstUnusualDigits(from: number, rows: number, isWhole: boolean): number;
  chooseCells(starts: number, ends: number, first: number, step: number): void;
  chooseTarget(values: number, present: number, row: number): void;
  missed(): number;
  textEnd(): number;
  findWide(cells: number, count: number, values: number, indices: number, slots: number): number;
  findNarrow(cells: number, count: number, values: number, indices: number, slots: number): number;
  findTexts(
    lengths: number,
    bytes: number,
    count: number,
    values: number,
    indices: number,
    slots: number,
  ): number;
  findOthers(lengths: number, bytes: number, count: number, longerThan: number, found: number): number;
  openTexts(slots: number, keys: number, starts: number, held: number, heldEnd: number, most: number): void;
  textCount(): number;
  codeTexts(lengths: number, bytes: number, count: number, codes: number): boolean;
  packBits(numbers: number, count: number, width: number, target: number): number;
  packDeltas(numbers: number, count: number, isWide: boolean, target: number): number;
}

/** `extra` is the decimal separator of numbers, the form of parted dates, and where the bytes of texts go. */
export type CellReader = (from: number, rows: number, extra?: number) => number;

/** What `cut` returns in place of a number of rows. */
export const cutOutcomes = { open: -1, fault: -2 };

/** Bytes of room behind the text that `cut` and the readers touch. */
export const slackBytes = 64;

/** Where memory is free: the kernel's own tables come before. */
export const freeFrom = 4096;

/** Memory that grows in pages; then its buffer is another one. */
interface KernelMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** What every JavaScript engine has and Node's types leave out. */
declare const WebAssembly: {
  Memory: new (limits: { initial: number }) => KernelMemory;
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { readonly exports: object };
};

const pageBytes = 65_536;
let kernel: CsvKernel | null = null;

/** This thread's kernel, with at least so much memory. A view of the memory holds until the next call. */
export function csvKernel(bytes: number): CsvKernel {
  kernel ??= instantiate();
  const lacking = bytes - kernel.memory.buffer.byteLength;
  if (lacking > 0) kernel.memory.grow(Math.ceil(lacking / pageBytes));
  return kernel;
}

function instantiate(): CsvKernel {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const module = new WebAssembly.Module(Buffer.from(kernelBinary, 'base64'));
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return { ...(exports as Omit<CsvKernel, 'memory'>), memory };
}
