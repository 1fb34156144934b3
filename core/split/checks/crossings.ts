import { evidenceLimit } from '../../profile/evidence.ts';
import { PART } from '../plan.ts';

/** What stands in several parts. */
export interface Crossings {
  /** Groups with rows in more than one part. */
  readonly groups: number;
  /** Test rows whose group is in train or validation as well. */
  readonly test: number;
  /** Validation rows whose group is in train as well. */
  readonly validation: number;
  /** Row numbers of the first such groups, ascending, at most 20. */
  readonly rows: number[];
}

/** Finds the groups that parts share. `members` are rows (0 is the first) with the group that each belongs to. */
export function crossings(
  members: Iterable<readonly [row: number, group: number]>,
  parts: Uint8Array,
): Crossings {
  const groups = new Map<number, { rows: number[]; counts: [number, number, number] }>();
  for (const [row, group] of members) {
    const part = parts[row];
    if (part !== PART.train && part !== PART.validation && part !== PART.test) continue;
    const known = groups.get(group) ?? { rows: [], counts: [0, 0, 0] };
    if (known.rows.length < evidenceLimit) known.rows.push(row + 1);
    known.counts[part]++;
    groups.set(group, known);
  }
  let [crossing, test, validation] = [0, 0, 0];
  const rows: number[] = [];
  for (const { rows: own, counts } of groups.values()) {
    if (counts.filter((count) => count > 0).length < 2) continue;
    crossing++;
    if (counts[PART.train] + counts[PART.validation] > 0) test += counts[PART.test];
    if (counts[PART.train] > 0) validation += counts[PART.validation];
    if (rows.length + own.length <= evidenceLimit || rows.length === 0) rows.push(...own);
  }
  return { groups: crossing, test, validation, rows: rows.sort((a, b) => a - b) };
}

/** The rows of a coded column; codes below 0 are left out. */
export function* codedMembers(codes: Int32Array): Generator<readonly [number, number]> {
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] ?? -1;
    if (code >= 0) yield [row, code];
  }
}
