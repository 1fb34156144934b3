/**
 * A histogram in words: how many values in how many bins, from where to where, and which bin is the fullest. `edges`
 * are written as they are read, one more than `counts`; `count` writes a count. The same words stand under the chart of
 * the app and of the report.
 */
export function histogramWords(
  { edges, counts }: { readonly edges: readonly string[]; readonly counts: readonly number[] },
  count: (value: number) => string,
): string {
  const most = counts.reduce((best, each, i) => (each > (counts[best] ?? 0) ? i : best), 0);
  const total = counts.reduce((sum, each) => sum + each, 0);
  const range = (from = '', to = '') => `${from} to ${to}`;
  const values = `${count(total)} ${total === 1 ? 'value' : 'values'}`;
  const bins = `${count(counts.length)} ${counts.length === 1 ? 'bin' : 'bins'}`;
  return `${values} in ${bins} from ${range(edges[0], edges.at(-1))}; the fullest, ${range(edges[most], edges[most + 1])}, holds ${count(counts[most] ?? 0)}`;
}
