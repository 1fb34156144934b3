import type { ValueRange } from './column-part.ts';
import type { Cells, FixedCells } from './present-cells.ts';

/**
 * Least and greatest value as a Parquet file states them: bigint for 64-bit integers, and of numbers 0 as -0 where
 * it is the least and as +0 where it is the greatest. Null for text, boolean, no cells, and numbers with a NaN among
 * them.
 */
export function valueRange(cells: Cells): ValueRange | null {
  if (cells.kind === 'text' || cells.kind === 'boolean' || cells.count === 0) return null;
  if (cells.kind === 'number') return numberRange(cells);
  return cells.kind === 'date' ? dayRange(cells) : integerRange(cells);
}

function numberRange({ words, count }: FixedCells): ValueRange | null {
  const numbers = new Float64Array(words.buffer, words.byteOffset, count);
  let min = Infinity;
  let max = -Infinity;
  for (let i = 0; i < count; i++) {
    const number = numbers[i] ?? 0;
    if (Number.isNaN(number)) return null;
    if (number < min) min = number;
    if (number > max) max = number;
  }
  return { min: min === 0 ? -0 : min, max: max === 0 ? 0 : max };
}

function dayRange({ words, count }: FixedCells): ValueRange {
  let min = words[0] ?? 0;
  let max = min;
  for (let i = 1; i < count; i++) {
    const day = words[i] ?? 0;
    if (day < min) min = day;
    if (day > max) max = day;
  }
  return { min, max };
}

function integerRange({ words, count }: FixedCells): ValueRange {
  let least = 0;
  let greatest = 0;
  for (let i = 0; i < 2 * count; i += 2) {
    if (isLess(words, i, least)) least = i;
    if (isLess(words, greatest, i)) greatest = i;
  }
  return { min: integerAt(words, least), max: integerAt(words, greatest) };
}

/** Whether the integer whose words are at `a` is less than that at `b`. */
function isLess(words: Int32Array, a: number, b: number): boolean {
  const highA = words[a + 1] ?? 0;
  const highB = words[b + 1] ?? 0;
  return highA < highB || (highA === highB && (words[a] ?? 0) >>> 0 < (words[b] ?? 0) >>> 0);
}

function integerAt(words: Int32Array, at: number): bigint {
  return (BigInt(words[at + 1] ?? 0) << 32n) | BigInt((words[at] ?? 0) >>> 0);
}
