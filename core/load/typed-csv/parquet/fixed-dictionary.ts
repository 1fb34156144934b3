import type { FixedCells } from './present-cells.ts';
import { createSlots, isTooVaried, maxValues, slotAfter, slotOf } from './value-slots.ts';

/**
 * Different values among cells in the order in which they come first, told apart by their bits; each cell's place among
 * them goes into `indices`. Null where there are too many.
 */
export function findFixedValues(cells: FixedCells, indices: Uint32Array): FixedCells | null {
  const { kind, words, count, wordsPerCell } = cells;
  const isPair = wordsPerCell === 2;
  const slots = createSlots();
  const values = new Int32Array(wordsPerCell * maxValues);
  let valueCount = 0;
  for (let cell = 0, at = 0; cell < count; cell++, at += wordsPerCell) {
    const low = words[at] ?? 0;
    const high = isPair ? (words[at + 1] ?? 0) : 0;
    let slot = slotOf(Math.imul(high, 0x85ebca6b) ^ low);
    let place = (slots[slot] ?? 0) - 1;
    while (
      place >= 0 &&
      (values[place * wordsPerCell] !== low || (isPair && values[2 * place + 1] !== high))
    ) {
      slot = slotAfter(slot);
      place = (slots[slot] ?? 0) - 1;
    }
    if (place < 0) {
      if (isTooVaried(valueCount, cell)) return null;
      place = valueCount++;
      values[place * wordsPerCell] = low;
      if (isPair) values[2 * place + 1] = high;
      slots[slot] = place + 1;
    }
    indices[cell] = place;
  }
  return { kind, count: valueCount, wordsPerCell, words: values.subarray(0, wordsPerCell * valueCount) };
}
