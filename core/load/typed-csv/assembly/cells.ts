// AssemblyScript: see ../csv-kernel.ts for how this is built and what calls it.

// Each reader takes cells `from` to `rows` of the column that was chosen last, and writes cell i to row `row + i` of
// its values. It returns the first one that is not written as usual, which others must look at, or `rows`. Cells
// without a value are cleared in the bits of `present`, and their values are 0.

export const ZERO: u8 = 48;
export const MINUS: u8 = 45;

let starts: u32 = 0;
let ends: u32 = 0;
let first: u32 = 0;
let step: u32 = 0;
let values: u32 = 0;
let present: u32 = 0;
let row: u32 = 0;

/** Cells without a value that the last reader met. */
let missing: u32 = 0;

export function missed(): u32 {
  return missing;
}

/** Chooses cells: the places where they begin and end, of which every `step`th from `first` on is one of the column. */
export function chooseCells(startsAt: u32, endsAt: u32, firstCell: u32, cellStep: u32): void {
  starts = startsAt;
  ends = endsAt;
  first = firstCell;
  step = cellStep;
}

/** Chooses where the column's values and their bits go, and to which row the first one. */
export function chooseTarget(valuesAt: u32, presentAt: u32, firstRow: u32): void {
  values = valuesAt;
  present = presentAt;
  row = firstRow;
  missing = 0;
}

/** Where cell i begins. */
export function startOf(i: u32): u32 {
  return load<u32>(starts + ((first + i * step) << 2));
}

/** Where cell i ends. */
export function endOf(i: u32): u32 {
  return load<u32>(ends + ((first + i * step) << 2));
}

/** Where the value of cell i goes, for values of 2^shift bytes. */
export function targetOf(i: u32, shift: u32): u32 {
  return values + ((row + i) << shift);
}

/** Notes that cell i has no value. */
export function miss(i: u32): void {
  const place = row + i;
  const at = present + (place >> 3);
  store<u8>(at, load<u8>(at) & ~((<u8>1) << (<u8>(place & 7))));
  missing++;
}
