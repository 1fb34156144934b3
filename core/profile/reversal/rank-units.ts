import { centredRanks } from '../sort-numbers.ts';

/** Mean ranks of the chosen rows' values, centred at 0 and scaled to the range -1 to 1; NaN where missing. */
export function rankUnits(values: Float64Array, rows: Uint32Array): Float64Array {
  const chosen = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) chosen[i] = values[rows[i] ?? 0] ?? Number.NaN;
  const { ranks, present } = centredRanks(chosen, () => 0);
  const width = Math.max(1, present - 1);
  for (let i = 0; i < chosen.length; i++) {
    if (!Number.isNaN(chosen[i])) chosen[i] = ((ranks[i] ?? 0) + present - 1) / width - 1;
  }
  return chosen;
}
