import type { Column } from '../contract/dataset.ts';
import type { ColumnStatistics } from '../contract/profile.ts';
import type { Levels } from './fetch-levels.ts';
import { longestShaped, mostShapes } from './frequent-shapes.ts';
import { topSize } from './numeric-facts.ts';

/** Exact statistics of a column of texts whose levels are known. */
export function levelStatistics(
  column: Column,
  rowCount: number,
  { names, counts }: Levels,
): Omit<ColumnStatistics, 'numeric'> {
  const count = counts.reduce((sum, n) => sum + n, 0);
  const lengths = names.map(characters);
  return {
    column,
    count,
    missing: rowCount - count,
    distinct: names.length,
    text:
      count === 0
        ? null
        : {
            minLength: lengths.reduce((least, length) => Math.min(least, length), Number.POSITIVE_INFINITY),
            maxLength: lengths.reduce((most, length) => Math.max(most, length), 0),
            shapes: shapesOf(names, counts),
          },
    time: null,
    top: names.slice(0, topSize).map((value, i) => ({ value, count: counts[i] ?? 0 })),
  };
}

/** Characters as SQL counts them. */
function characters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** What `frequentShapes` finds. */
function shapesOf(names: readonly string[], counts: readonly number[]): { shape: string; count: number }[] {
  const found = new Map<string, number>();
  for (const [i, name] of names.entries()) {
    if (Buffer.byteLength(name) > longestShaped) continue;
    const shape = shapeOf(name);
    found.set(shape, (found.get(shape) ?? 0) + (counts[i] ?? 0));
  }
  return [...found]
    .map(([shape, count]) => ({ shape, count }))
    .sort((a, b) => b.count - a.count || Buffer.compare(Buffer.from(a.shape), Buffer.from(b.shape)))
    .slice(0, mostShapes);
}

function shapeOf(text: string): string {
  return text
    .replace(/[0-8]/g, '9')
    .replace(/\p{Lu}/gu, 'A')
    .replace(/[\p{Ll}\p{Lt}\p{Lm}\p{Lo}]/gu, 'a')
    .replace(/aa+/g, 'a+');
}
