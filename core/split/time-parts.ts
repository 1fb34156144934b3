/**
 * Parts rows by time: `parts[row]` is set for each of `rows` that has a finite `times[row]`, the earliest to the first
 * part and so on, so that every row of a part is later than all rows of the parts before. Rows of one moment stay
 * together: a cut falls on the change of moment that is nearest to the fraction, the earlier of two. Answers with the
 * number of different moments; fewer than parts leave some part empty.
 */
export function partByTime(options: {
  rows: readonly number[];
  times: Float64Array;
  fractions: readonly number[];
  parts: Uint8Array;
}): { moments: number } {
  const { times, fractions, parts } = options;
  const time = (row: number | undefined) => times[row ?? -1] ?? Number.NaN;
  const rows = options.rows.filter((row) => Number.isFinite(times[row]));
  rows.sort((a, b) => time(a) - time(b) || a - b);
  const changes = rows.flatMap((row, i) => (i > 0 && time(row) !== time(rows[i - 1]) ? [i] : []));
  let part = 0;
  let wanted = 0;
  let start = 0;
  for (const fraction of fractions) {
    wanted += fraction * rows.length;
    const left = fractions.length - 1 - part;
    const end =
      left === 0 ? rows.length : cutNear(changes, { wanted, after: start, left, last: rows.length });
    for (const row of rows.slice(start, end)) parts[row] = part;
    start = end;
    part++;
  }
  return { moments: rows.length === 0 ? 0 : changes.length + 1 };
}

/** The change nearest to `wanted` that leaves a moment for this part and one for each of the `left` parts to come. */
function cutNear(
  changes: readonly number[],
  { wanted, after, left, last }: { wanted: number; after: number; left: number; last: number },
): number {
  const later = changes.filter((change) => change > after);
  const usable = later.slice(0, Math.max(1, later.length - left + 1));
  let best = usable[0] ?? last;
  for (const change of usable) if (Math.abs(change - wanted) < Math.abs(best - wanted)) best = change;
  return best;
}
