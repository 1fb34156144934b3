import { planMemory } from '../../shared/kernel.ts';
import type { ColumnForm } from './column-form.ts';
import { slackBytes } from './csv-kernel.ts';

/** Where things are in the kernel's memory while a piece of text is read. */
export interface SlabMemory {
  readonly text: number;
  /** Cells of the rows that are cut at once. */
  readonly starts: number;
  readonly ends: number;
  readonly rowsAtOnce: number;
  /** A place for every column's values, and one for a bit per row that tells whether it has one. */
  readonly columns: readonly { readonly values: number; readonly present: number }[];
  /** Bytes of `present` per column. */
  readonly presentBytes: number;
  /** The bytes of text columns. */
  readonly bytes: number;
  /** Bytes of memory in all. */
  readonly end: number;
}

/** Bytes per value. */
export const valueBytes: Record<ColumnForm, number> = {
  integer: 8,
  number: 8,
  'comma number': 8,
  boolean: 1,
  date: 4,
  'year/month/day': 4,
  'day.month.year': 4,
  'day/month/year': 4,
  'month/day/year': 4,
  timestamp: 8,
  text: 4,
  code: 4,
  'long integer': 4,
};

/** Cells that are cut before they are read: their bytes stay in the processor's caches. */
const cellsAtOnce = 32_768;

/**
 * A plan for text of so many bytes, of which up to `mostRows` rows and those cut with the last of them are held as
 * values.
 */
export function slabMemory(forms: readonly ColumnForm[], textBytes: number, mostRows: number): SlabMemory {
  const plan = planMemory();
  const { take } = plan;
  const rowsAtOnce = Math.max(1, Math.floor(cellsAtOnce / forms.length));
  // A row has a byte at least for each of its cells.
  const rows = Math.min(mostRows + rowsAtOnce, Math.floor(textBytes / forms.length) + 1);
  const presentBytes = Math.ceil(rows / 8);
  return {
    text: take(textBytes + slackBytes),
    starts: take(4 * rowsAtOnce * forms.length),
    ends: take(4 * rowsAtOnce * forms.length),
    rowsAtOnce,
    columns: forms.map((form) => ({ values: take(valueBytes[form] * rows), present: take(presentBytes) })),
    presentBytes,
    bytes: take(textBytes + slackBytes),
    end: plan.end,
  };
}
