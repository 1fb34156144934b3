import type { ColumnFacts } from '../column-facts.ts';
import { wordsOf } from '../identifier.ts';

const latitudes = new Set(['lat', 'latitude', 'breitengrad']);
const longitudes = new Set(['lon', 'lng', 'long', 'longitude', 'längengrad']);
/** Values that repeat point at a station or a city rather than a person. */
const leastDistinct = 0.2;

/**
 * Pairs of columns that hold coordinates finer than a city: named latitude and longitude, in their ranges, with
 * fractions, and mostly different from row to row. Pairs are made in file order.
 */
export function coordinatePairs(columns: readonly ColumnFacts[]): [ColumnFacts, ColumnFacts][] {
  const named = (words: ReadonlySet<string>, limit: number) =>
    columns.filter((facts) => {
      const { column, numeric, statistics } = facts;
      if (numeric === null || column.type !== 'number' || numeric.isWhole) return false;
      const { min, max } = numeric.statistics;
      const isFine = statistics.distinct >= Math.max(5, leastDistinct * statistics.count);
      return isFine && min >= -limit && max <= limit && wordsOf(column.name).some((word) => words.has(word));
    });
  const east = named(longitudes, 180);
  return named(latitudes, 90).flatMap((latitude, i): [ColumnFacts, ColumnFacts][] => {
    const longitude = east[i];
    return longitude === undefined ? [] : [[latitude, longitude]];
  });
}
