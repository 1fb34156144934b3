import { type Kernel, lazyKernel } from '../../shared/kernel.ts';
import { kernelBinary } from './kernel-binary.ts';

/** The inner loops of reading CSV and of writing Parquet. What the functions do stands in `assembly/`. */
interface CsvFunctions {
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
  orderTexts(counts: number, order: number, entries: number, spare: number, starts: number): void;
  gatherTexts(order: number, count: number, into: number, ends: number): number;
  measureTexts(into: number): void;
  countShapes(
    counts: number,
    longest: number,
    slots: number,
    slotCount: number,
    entries: number,
    others: number,
    spare: number,
  ): number;
  unpackBits(at: number, width: number, count: number, into: number): void;
  unpackDeltas(at: number, count: number, isDouble: boolean, into: number): void;
  unpackPlain(at: number, width: number, count: number, into: number): void;
  lookUp(places: number, count: number, dictionary: number, into: number): void;
  rescale(values: number, count: number, factor: number, divisor: number): void;
  spread(values: number, present: number, rows: number, count: number): void;
  packBits(numbers: number, count: number, width: number, target: number): number;
  packDeltas(numbers: number, count: number, isWide: boolean, target: number): number;
}

export type CsvKernel = CsvFunctions & Kernel;

/** `extra` is the decimal separator of numbers, the form of parted dates, and where the bytes of texts go. */
export type CellReader = (from: number, rows: number, extra?: number) => number;

/** What `cut` returns in place of a number of rows. */
export const cutOutcomes = { open: -1, fault: -2 };

/** Bytes of room behind the text that `cut` and the readers touch. */
export const slackBytes = 64;

const loaded = lazyKernel<CsvFunctions>(kernelBinary);

/** This thread's kernel, with at least so much memory. A view of the memory holds until the next call. */
export const csvKernel = loaded.withMemory;

/** Room for pieces of so many bytes in this thread's kernel. What it held before is lost. */
export function kernelRoom(...sizes: readonly number[]) {
  return loaded.room(...sizes);
}

/** A kernel with memory of its own, for what is decoded while the other holds something. */
const decoding = lazyKernel<CsvFunctions>(kernelBinary);

/** Room for pieces of so many bytes in this thread's kernel for decoding. What it held before is lost. */
export function decodingRoom(...sizes: readonly number[]) {
  return decoding.room(...sizes);
}
