// AssemblyScript: see ../csv-kernel.ts for how this is built and what calls it.

// Each reader takes cells `from` to `rows` of a column, whose first one is `first` and which stand `step` cells apart, and
// writes cell i to row `row + i` of the column's values. It returns the first one that is not written as usual, which
// others must look at, or `rows`. Cells without a value are cleared in the bits of `present`, and their values are 0.

export const ZERO: u8 = 48;
export const MINUS: u8 = 45;

/** Cells without a value that the last reader met. */
let missing: u32 = 0;

export function missed(): u32 {
  return missing;
}

/** Notes that a row has no value. */
export function miss(present: u32, row: u32): void {
  const at = present + (row >> 3);
  store<u8>(at, load<u8>(at) & ~((<u8>1) << (<u8>(row & 7))));
  missing++;
}

/** Before a reader begins. */
export function beginReading(): void {
  missing = 0;
}
