/** Most values that a dictionary has. */
export const maxValues = 2000;

/** More different values than this among the first cells, and a dictionary is not worth trying. */
const maxEarlyValues = 1500;
const earlyCells = 4096;

/** Slots of a hash table of a dictionary's values: places + 1, 0 for none. Values that meet are in the next free slots. */
export function createSlots(): Uint16Array {
  return new Uint16Array(slotCount);
}

const slotBits = 13;
const slotCount = 2 ** slotBits;

/** Slot after this one. */
export function slotAfter(slot: number): number {
  return (slot + 1) & (slotCount - 1);
}

/** Slot where to look first for a value of this hash. */
export function slotOf(hash: number): number {
  return Math.imul(hash ^ (hash >>> 15), 0x9e3779b1) >>> (32 - slotBits);
}

/** Whether a dictionary that has `valueCount` values when cell `cell` brings another is not to be. */
export function isTooVaried(valueCount: number, cell: number): boolean {
  return valueCount >= (cell < earlyCells ? maxEarlyValues : maxValues);
}
