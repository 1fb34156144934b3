/** How the numbers of a sentence are written: counts, and values of the column. */
export interface NumberWriting {
  readonly count: (value: number) => string;
  readonly number: (value: number) => string;
}

/**
 * A histogram in words: how many values in how many bins, from where to where, and which bin is the fullest. `edges`
 * has one number more than `counts`. The same words stand under the chart of the app and of the report.
 */
export function histogramWords(
  { edges, counts }: { readonly edges: readonly number[]; readonly counts: readonly number[] },
  { count, number }: NumberWriting,
): string {
  const most = counts.reduce((best, each, i) => (each > (counts[best] ?? 0) ? i : best), 0);
  const total = counts.reduce((sum, each) => sum + each, 0);
  const range = (from: number | undefined, to: number | undefined) =>
    `${number(from ?? Number.NaN)} to ${number(to ?? Number.NaN)}`;
  const values = `${count(total)} ${total === 1 ? 'value' : 'values'}`;
  const bins = `${count(counts.length)} ${counts.length === 1 ? 'bin' : 'bins'}`;
  return `${values} in ${bins} from ${range(edges[0], edges.at(-1))}; the fullest, ${range(edges[most], edges[most + 1])}, holds ${count(counts[most] ?? 0)}`;
}
