import type { ColumnStatistics } from '../contract/profile.ts';
import { longestShaped, mostShapes } from './frequent-shapes.ts';
import { topSize } from './numeric-facts.ts';

/** Different texts as UTF-8 bytes, by number. */
export interface TextSet {
  readonly size: number;
  textOf(code: number): Uint8Array;
}

/** What `ColumnStatistics` says of a column of texts. */
export type TextTally = Pick<ColumnStatistics, 'count' | 'distinct' | 'text' | 'top'>;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Exact statistics of the texts of which there are so many cells each. */
export function tallyTexts(texts: TextSet, counts: Uint32Array): TextTally {
  let count = 0;
  let minLength = Number.POSITIVE_INFINITY;
  let maxLength = 0;
  for (let code = 0; code < texts.size; code++) {
    count += counts[code] ?? 0;
    const length = characters(texts.textOf(code));
    minLength = Math.min(minLength, length);
    maxLength = Math.max(maxLength, length);
  }
  return {
    count,
    distinct: texts.size,
    text: texts.size === 0 ? null : { minLength, maxLength, shapes: shapesOf(texts, counts) },
    top: mostFrequent(texts, counts).map((code) => ({
      value: decoder.decode(texts.textOf(code)),
      count: counts[code] ?? 0,
    })),
  };
}

/** Numbers of the texts with most cells, ties by their bytes. */
function mostFrequent(texts: TextSet, counts: Uint32Array): number[] {
  const before = (a: number, b: number) =>
    (counts[b] ?? 0) - (counts[a] ?? 0) || Buffer.compare(texts.textOf(a), texts.textOf(b));
  const top: number[] = [];
  for (let code = 0; code < texts.size; code++) {
    const last = top.at(-1);
    const isFull = top.length === topSize;
    if (isFull && last !== undefined && before(code, last) > 0) continue;
    if (isFull) top.pop();
    top.push(code);
    top.sort(before);
  }
  return top;
}

/** Characters as SQL counts them: bytes that do not continue one. */
function characters(bytes: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < bytes.length; i++) if (((bytes[i] ?? 0) & 0xc0) !== 0x80) count++;
  return count;
}

/** What `frequentShapes` finds. */
function shapesOf(texts: TextSet, counts: Uint32Array): { shape: string; count: number }[] {
  const found = new Map<string, number>();
  for (let code = 0; code < texts.size; code++) {
    const bytes = texts.textOf(code);
    if (bytes.length > longestShaped) continue;
    const shape = shapeOf(bytes);
    found.set(shape, (found.get(shape) ?? 0) + (counts[code] ?? 0));
  }
  return [...found]
    .map(([shape, count]) => ({ shape, count }))
    .sort((a, b) => b.count - a.count || Buffer.compare(Buffer.from(a.shape), Buffer.from(b.shape)))
    .slice(0, mostShapes);
}

const scratch = Buffer.alloc(2 * longestShaped);
const [digit, capital, letter, plus] = [0x39, 0x41, 0x61, 0x2b];

function shapeOf(bytes: Uint8Array): string {
  let end = 0;
  let run = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte > 0x7e) return shapeOfText(decoder.decode(bytes));
    const isLetter = byte >= 0x61 && byte <= 0x7a;
    run = isLetter ? run + 1 : 0;
    if (run > 2) continue;
    if (run === 2) scratch[end++] = plus;
    else if (isLetter) scratch[end++] = letter;
    else if (byte >= 0x30 && byte <= 0x39) scratch[end++] = digit;
    else scratch[end++] = byte >= 0x41 && byte <= 0x5a ? capital : byte;
  }
  return scratch.toString('latin1', 0, end);
}

function shapeOfText(text: string): string {
  return text
    .replace(/[0-8]/g, '9')
    .replace(/\p{Lu}/gu, 'A')
    .replace(/[\p{Ll}\p{Lt}\p{Lm}\p{Lo}]/gu, 'a')
    .replace(/aa+/g, 'a+');
}
