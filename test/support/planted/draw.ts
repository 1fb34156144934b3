import type { Rng } from '../../../core/shared/rng.ts';

/** One of these, all alike likely. */
export function pick<T>(rng: Rng, values: readonly [T, ...T[]]): T {
  return values[rng.integer(values.length)] ?? values[0];
}

/** A function that draws by weight. */
export function weighted(rng: Rng, weights: Readonly<Record<string, number>>): () => string {
  const entries = Object.entries(weights);
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
  const last = entries.at(-1)?.[0] ?? '';
  return () => {
    let left = rng.next() * total;
    for (const [value, weight] of entries) {
      left -= weight;
      if (left < 0) return value;
    }
    return last;
  };
}

/** These values with weights 1, 1/2, 1/3, … (Zipf). */
export function zipf(values: readonly string[]): Record<string, number> {
  return Object.fromEntries(values.map((value, i) => [value, 1 / (i + 1)]));
}

/** Poisson by Knuth's product of uniforms, for small means. */
export function poisson(rng: Rng, mean: number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = rng.next(); product > limit; product *= rng.next()) count++;
  return count;
}

/** Uniform whole number from `low` to `high`, both included. */
export function between(rng: Rng, low: number, high: number): number {
  return low + rng.integer(high - low + 1);
}

/** Seconds since 1970 of a day written as YYYY-MM-DD. */
export function seconds(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 1000;
}

/** YYYY-MM-DD. */
export function dateText(secondsSince1970: number): string {
  return new Date(secondsSince1970 * 1000).toISOString().slice(0, 10);
}

/** YYYY-MM-DD hh:mm:ss. */
export function stampText(secondsSince1970: number): string {
  return new Date(secondsSince1970 * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

/** How many of `rowCount` rows a prevalence means: at least one. */
export function countOf(rowCount: number, prevalence: number): number {
  return Math.min(rowCount, Math.max(1, Math.round(rowCount * prevalence)));
}

/** Positions (0 is the first row) of that many rows, drawn without replacement, ascending. */
export function drawRows(rng: Rng, rowCount: number, count: number): number[] {
  const chosen = new Set<number>();
  while (chosen.size < Math.min(count, rowCount)) chosen.add(rng.integer(rowCount));
  return [...chosen].sort((a, b) => a - b);
}
