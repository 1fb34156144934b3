import { sharedBytes } from './shared-memory.ts';

/** Numbers of all rows (NaN is missing), and where the edges of the column begin. */
export interface BoundedColumn {
  readonly numbers: Float64Array;
  readonly low: number;
  readonly high: number;
  /** Columns of one group count once. */
  readonly group: number;
}

/** For each row, in how many groups of columns a number lies beyond the bounds. */
export async function countBeyond(
  { columns, rowCount }: { columns: readonly BoundedColumn[]; rowCount: number },
  pause: () => Promise<void> = async () => {},
): Promise<Uint8Array> {
  const counts = sharedBytes(rowCount);
  // The last group, from 1 on, that was counted in the row.
  const counted = new Uint32Array(rowCount);
  let place = 0;
  for (const members of Map.groupBy(columns, ({ group }) => group).values()) {
    place++;
    for (const column of members) {
      await pause();
      countGroup(column, place, { counts, counted });
    }
  }
  return counts;
}

function countGroup(
  { numbers, low, high }: BoundedColumn,
  place: number,
  { counts, counted }: { counts: Uint8Array; counted: Uint32Array },
): void {
  for (let row = 0; row < numbers.length; row++) {
    const value = numbers[row] ?? 0;
    if ((value < low || value > high) && counted[row] !== place) {
      counted[row] = place;
      counts[row] = (counts[row] ?? 0) + 1;
    }
  }
}
