import { complexityOrder } from '../train/kinds.ts';

/** Place of a learner's kind in the order of complexity; an unknown kind counts as more complex than all. */
export function complexityOf(kind: string): number {
  const kinds: readonly string[] = complexityOrder;
  const place = kinds.indexOf(kind);
  return place < 0 ? complexityOrder.length : place;
}
