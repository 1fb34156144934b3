/** A strong link between the columns at two positions. */
export interface Link {
  readonly a: number;
  readonly b: number;
  readonly strength: number;
  readonly measure: string;
  readonly rows: number;
}

/** Columns joined by strong links, directly or through others. */
export interface LinkedGroup {
  /** Positions, ascending. */
  readonly members: readonly number[];
  /** Strongest first. */
  readonly links: readonly Link[];
  /** Members to keep so that no two of them are linked: those with most links stay, on a tie the more detailed, then the first. */
  readonly kept: readonly number[];
}

/** Groups of linked columns, in the order of their first member. `detail` says how fine a column is. Pure. */
export function linkedGroups(links: readonly Link[], detail: (position: number) => number): LinkedGroup[] {
  const leader = new Map<number, number>();
  const find = (position: number): number => {
    const above = leader.get(position) ?? position;
    return above === position ? position : find(above);
  };
  for (const { a, b } of links) {
    const [low, high] = [find(a), find(b)].sort((x, y) => x - y);
    if (low !== undefined && high !== undefined) leader.set(high, low);
  }
  const groups = Map.groupBy(links, ({ a }) => find(a));
  return [...groups.entries()]
    .sort(([a], [b]) => a - b)
    .map(([, own]) => {
      const members = [...new Set(own.flatMap(({ a, b }) => [a, b]))].sort((x, y) => x - y);
      const strongest = [...own].sort((x, y) => y.strength - x.strength || x.a - y.a || x.b - y.b);
      return { members, links: strongest, kept: keepUnlinked({ members, links: own, detail }) };
    });
}

function keepUnlinked(options: {
  members: readonly number[];
  links: readonly Link[];
  detail: (position: number) => number;
}): number[] {
  const { members, links, detail } = options;
  const neighbours = new Map(members.map((member) => [member, new Set<number>()]));
  for (const { a, b } of links) {
    neighbours.get(a)?.add(b);
    neighbours.get(b)?.add(a);
  }
  const degree = (member: number) => neighbours.get(member)?.size ?? 0;
  const open = new Set([...members].sort((x, y) => degree(y) - degree(x) || detail(y) - detail(x) || x - y));
  const kept: number[] = [];
  for (const member of open) {
    kept.push(member);
    for (const other of neighbours.get(member) ?? []) open.delete(other);
  }
  return kept.sort((x, y) => x - y);
}
