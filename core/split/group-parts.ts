import type { Rng } from '../shared/rng.ts';

/** What stays together: the rows of a group, and how many of each class. */
interface Group {
  readonly rows: readonly number[];
  readonly counts: Float64Array;
}

/** Groups above this share of the smallest part are placed before all others. */
const largeShare = 0.1;

/**
 * Parts whole groups: `parts[row]` is set for each of `rows`, the same for all rows with the same `groups[row]`; a row
 * whose group is -1 is one of its own. Sizes and shares of classes come as near to the fractions as whole groups allow:
 * groups are taken in random order, the largest ones first, and each goes to the part that is then nearest to what it
 * should hold (least squares over parts and classes, each class relative to its rows). Where that leaves a class without
 * a row in some part, one group with it is put there first.
 */
export function partGroups(options: {
  rows: readonly number[];
  codes: Int32Array;
  classCount: number;
  groups: Int32Array;
  fractions: readonly number[];
  parts: Uint8Array;
  rng: Rng;
}): void {
  const { classCount, fractions, parts, rng } = options;
  const groups = inRandomOrder(groupsOf(options), { rng, fractions });
  const totals = new Float64Array(classCount);
  for (const { counts } of groups)
    for (let c = 0; c < classCount; c++) totals[c] = at(totals, c) + at(counts, c);
  const scarce = new Set<number>();
  let placed = place(groups, { totals, fractions, scarce });
  for (let round = 0; round < classCount && placed.lacking.length > 0; round++) {
    const known = scarce.size;
    for (const c of placed.lacking) scarce.add(c);
    if (scarce.size === known) break;
    placed = place(groups, { totals, fractions, scarce });
  }
  for (const [group, part] of placed.partOf) for (const row of group.rows) parts[row] = part;
}

function groupsOf(options: {
  rows: readonly number[];
  codes: Int32Array;
  classCount: number;
  groups: Int32Array;
}): Group[] {
  const { rows, codes, classCount, groups } = options;
  const found = new Map<number, { rows: number[]; counts: Float64Array }>();
  for (const row of rows) {
    const code = groups[row] ?? -1;
    const key = code < 0 ? -1 - row : code;
    const group = found.get(key) ?? { rows: [], counts: new Float64Array(classCount) };
    group.rows.push(row);
    const own = codes[row] ?? 0;
    group.counts[own] = at(group.counts, own) + 1;
    found.set(key, group);
  }
  return [...found.values()];
}

function inRandomOrder(
  groups: readonly Group[],
  { rng, fractions }: { rng: Rng; fractions: readonly number[] },
): Group[] {
  const shuffled = Array.from(rng.permutation(groups.length), (i) => groups[i]).filter(
    (group) => group !== undefined,
  );
  const rows = groups.reduce((sum, group) => sum + group.rows.length, 0);
  const large = largeShare * Math.min(...fractions) * rows;
  return [
    ...shuffled.filter((group) => group.rows.length > large).sort((a, b) => b.rows.length - a.rows.length),
    ...shuffled.filter((group) => group.rows.length <= large),
  ];
}

interface Placing {
  readonly totals: Float64Array;
  readonly fractions: readonly number[];
  /** Classes of which each part gets a group before all else. */
  readonly scarce: ReadonlySet<number>;
}

function place(groups: readonly Group[], { totals, fractions, scarce }: Placing) {
  const held = fractions.map(() => new Float64Array(totals.length));
  const partOf = new Map<Group, number>();
  const put = (group: Group, part: number) => {
    partOf.set(group, part);
    const counts = held[part] ?? new Float64Array();
    for (let c = 0; c < totals.length; c++) counts[c] = at(counts, c) + at(group.counts, c);
  };
  /** By how much the part moves away from what it should hold; below 0 when it comes nearer. */
  const cost = ({ counts }: Group, part: number) => {
    let sum = 0;
    for (let c = 0; c < totals.length; c++) {
      const own = at(counts, c);
      if (own === 0) continue;
      const wanted = (fractions[part] ?? 0) * at(totals, c);
      sum += (own * (own + 2 * (at(held[part], c) - wanted))) / at(totals, c) ** 2;
    }
    return sum;
  };
  for (const c of scarce) {
    for (const part of fractions.keys()) {
      if (at(held[part], c) > 0) continue;
      const left = groups.filter((group) => at(group.counts, c) > 0 && !partOf.has(group));
      const best = least(left, (group) => group.rows.length);
      if (best !== undefined) put(best, part);
    }
  }
  for (const group of groups) {
    if (partOf.has(group)) continue;
    put(group, least([...fractions.keys()], (part) => cost(group, part)) ?? 0);
  }
  const lacking = [...totals.keys()].filter(
    (c) => at(totals, c) > 0 && held.some((counts) => at(counts, c) === 0),
  );
  return { partOf, lacking };
}

/** The first of those with the least value. */
function least<T>(items: readonly T[], value: (item: T) => number): T | undefined {
  let best: { item: T; value: number } | undefined;
  for (const item of items) {
    const own = value(item);
    if (best === undefined || own < best.value) best = { item, value: own };
  }
  return best?.item;
}

function at(values: Float64Array | undefined, index: number): number {
  return values?.[index] ?? 0;
}
