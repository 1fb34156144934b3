/**
 * Does pieces of work in order, up to `count` at a time. After a failure none is begun, what runs is awaited, and
 * then the first failure is thrown.
 */
export async function inLanes(pieces: readonly (() => Promise<void>)[], count: number): Promise<void> {
  const waiting = [...pieces];
  async function lane(): Promise<void> {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      await next().catch((failure: unknown) => {
        waiting.length = 0;
        throw failure;
      });
    }
  }
  for (const ended of await Promise.allSettled(Array.from({ length: count }, lane))) {
    if (ended.status === 'rejected') throw ended.reason;
  }
}

/** One of the first before two of the second each, so that different kinds of work go on side by side. */
export function mixed<T>(first: readonly T[], second: readonly T[]): T[] {
  const order: T[] = [];
  for (let i = 0; i < Math.max(first.length, second.length); i++) {
    order.push(...first.slice(i, i + 1), ...second.slice(2 * i, 2 * i + 2));
  }
  return order;
}
