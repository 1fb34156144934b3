import type { ColumnStatistics } from '../contract/profile.ts';
import type { TextTable } from '../load/typed-csv/parquet/text-table.ts';
import { longestShaped, mostShapes } from './frequent-shapes.ts';
import { topSize } from './numeric-facts.ts';

/** What `ColumnStatistics` says of a column of texts. */
export type TextTally = Pick<ColumnStatistics, 'count' | 'distinct' | 'text' | 'top'>;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Exact statistics of the texts of which there are so many cells each; `top` are the numbers of the most frequent. */
export function tallyTexts(texts: TextTable, counts: Uint32Array, top: ArrayLike<number>): TextTally {
  const isEmpty = texts.size === 0;
  const { least, most } = isEmpty ? { least: 0, most: 0 } : texts.lengths();
  return {
    count: counts.reduce((sum, cells) => sum + cells, 0),
    distinct: texts.size,
    text: isEmpty ? null : { minLength: least, maxLength: most, shapes: shapesOf(texts, counts) },
    top: Array.from(top, (code) => ({ value: textAt(texts, code), count: counts[code] ?? 0 })),
  };
}

/** Numbers of the texts with most cells, ties by their bytes. */
export function mostFrequentTexts(texts: TextTable, counts: Uint32Array): number[] {
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

/** What `frequentShapes` finds among the texts of a table. */
function shapesOf(texts: TextTable, counts: Uint32Array): Shape[] {
  const { shapes, others } = texts.shapes(counts, longestShaped);
  const found = new Map(shapes.map(({ code, cells }) => [shapeOf(textAt(texts, code)), cells]));
  for (const code of others) addTo(found, shapeOf(textAt(texts, code)), counts[code] ?? 0);
  return mostCells(found);
}

/** What it finds among these. */
export function shapesOfTexts(texts: readonly string[]): Shape[] {
  const found = new Map<string, number>();
  for (const text of texts) addTo(found, shapeOf(text), 1);
  return mostCells(found);
}

interface Shape {
  shape: string;
  count: number;
}

function addTo(found: Map<string, number>, shape: string, cells: number): void {
  found.set(shape, (found.get(shape) ?? 0) + cells);
}

function mostCells(found: ReadonlyMap<string, number>): Shape[] {
  return [...found]
    .map(([shape, count]) => ({ shape, count }))
    .sort((a, b) => b.count - a.count || Buffer.compare(Buffer.from(a.shape), Buffer.from(b.shape)))
    .slice(0, mostShapes);
}

function textAt(texts: TextTable, code: number): string {
  return decoder.decode(texts.textOf(code));
}

function shapeOf(text: string): string {
  return text
    .replace(/[0-8]/g, '9')
    .replace(/\p{Lu}/gu, 'A')
    .replace(/[\p{Ll}\p{Lt}\p{Lm}\p{Lo}]/gu, 'a')
    .replace(/aa+/g, 'a+');
}
