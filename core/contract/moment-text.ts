const day = 86_400_000;
const minute = 60_000;
const second = 1_000;

/** A date or timestamp in ISO 8601, as a column of that type gives it, with a space for the T: `2024-05-17 10:30:15.2`. */
export function momentText(iso: string): string {
  return iso.replace('T', ' ');
}

/** Edges of a histogram of moments (ISO 8601, ascending), each no finer than bins of this width need. */
export function momentEdges(edges: readonly string[]): string[] {
  const [first, next] = edges.map((edge) => Date.parse(edge.includes('T') ? `${edge}Z` : edge));
  const width = (next ?? 0) - (first ?? 0);
  const length = width >= 2 * day ? 10 : width >= 2 * minute ? 16 : width >= 2 * second ? 19 : undefined;
  return edges.map((edge) => momentText(edge.slice(0, length)));
}
