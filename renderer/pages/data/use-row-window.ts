import { useState } from 'react';

/** Browsers draw no element taller than some 33 million pixels, so the grid holds this many rows at a time. */
export const mostRows = 1_000_000;

/** The rows that the grid holds: `count` of them from `base` on. `moveTo` puts a row in their middle. */
export interface RowWindow {
  readonly base: number;
  readonly count: number;
  /** Gives the base that the window then has. */
  readonly moveTo: (index: number) => number;
}

/** A window over `total` rows. Up to `mostRows` it holds all of them and never moves. */
export function useRowWindow(total: number): RowWindow {
  const [wanted, setBase] = useState(0);
  const base = wanted < total ? wanted : 0;
  return {
    base,
    count: Math.min(total - base, mostRows),
    moveTo(index) {
      const isInside = index >= base && index < base + mostRows;
      const isAtEdge = index < base + mostRows / 10 || index >= base + (mostRows * 9) / 10;
      if (isInside && !isAtEdge) return base;
      const next = windowBase(index, total);
      setBase(next);
      return next;
    },
  };
}

/** Where the window starts that has this row in its middle, as far as the ends allow. */
export function windowBase(index: number, total: number): number {
  return Math.max(0, Math.min(Math.round(index - mostRows / 2), total - mostRows));
}
