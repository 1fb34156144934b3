import type { SplitSpec } from '../contract/experiment.ts';
import { assertNever, CoreError, invariant } from '../errors.ts';
import { sha256 } from '../shared/canonical-json.ts';
import { createRng, type Rng } from '../shared/rng.ts';
import { apportion, largestRemainder } from './apportion.ts';
import { partGroups } from './group-parts.ts';
import type { Labels } from './labels.ts';
import type { RowKeys } from './row-keys.ts';
import { partByTime } from './time-parts.ts';

/** What a row belongs to, as stored in `SplitPlan.parts`. */
export const PART = { train: 0, validation: 1, test: 2, excluded: 255 } as const;

/** The part of every row, in file order, and its SHA-256 (64 hex digits). */
export interface SplitPlan {
  readonly parts: Uint8Array;
  readonly digest: string;
}

/**
 * Parts the rows that have a label and are not in `excluded` (1 = leave out). Every such row is in exactly one
 * part; the same input and seed give the same parts. `stratified` keeps each class within one row of its share
 * and gives every class of three rows or more a row in each part; `random` only meets the total sizes; `group` keeps
 * rows with one of `keys.groups` together; `time` puts the earliest of `keys.times` into train and the latest into test,
 * whatever the seed, and rows without a time into no part.
 * Throws SPLIT_TOO_SMALL when a class would be absent from a part, of a split by group or time from train, or when
 * fewer than two classes would be in a part.
 */
export function planSplit(options: {
  labels: Pick<Labels, 'codes' | 'classNames'>;
  spec: SplitSpec;
  seed: number;
  excluded?: Uint8Array;
  /** Needed by splits by group and by time. */
  keys?: RowKeys;
}): SplitPlan {
  const { labels, spec, seed, excluded, keys = {} } = options;
  const fractions = [spec.train, spec.validation, spec.test];
  const strata: number[][] = labels.classNames.map(() => []);
  for (const [row, code] of labels.codes.entries()) {
    if (code >= 0 && !excluded?.[row]) strata[code]?.push(row);
  }
  const rng = createRng(seed).derive('split');
  const parts = new Uint8Array(labels.codes.length).fill(PART.excluded);
  if (spec.kind === 'stratified') {
    const sizes = apportion(
      strata.map((rows) => rows.length),
      fractions,
    );
    for (const [k, rows] of strata.entries()) {
      refuseTinyClass(labels.classNames[k] ?? '', rows.length);
      deal({ rows, sizes: sizes[k] ?? [], parts, rng: rng.derive(`class ${labels.classNames[k]}`) });
    }
  } else {
    const rows = strata.flat().sort((a, b) => a - b);
    const advice = partInto({ rows, labels, fractions, parts, rng, kind: spec.kind, keys });
    refuseAbsentClass(labels, { parts, kind: spec.kind, advice });
  }
  return { parts, digest: sha256(parts) };
}

/** Sets the parts of these rows, and answers with what may help where a class is then absent from a part. */
function partInto(options: {
  rows: readonly number[];
  labels: Pick<Labels, 'codes' | 'classNames'>;
  fractions: readonly number[];
  parts: Uint8Array;
  rng: Rng;
  kind: Exclude<SplitSpec['kind'], 'stratified'>;
  keys: RowKeys;
}): string {
  const { rows, labels, fractions, parts, rng, kind, keys } = options;
  const { groups, times } = keys;
  switch (kind) {
    case 'random':
      deal({ rows, sizes: largestRemainder(rows.length, fractions), parts, rng: rng.derive('random') });
      return 'use a stratified split';
    case 'group': {
      invariant(groups !== undefined, 'a split by group needs the groups of the rows');
      const { codes, classNames } = labels;
      const classCount = classNames.length;
      partGroups({ rows, codes, classCount, groups, fractions, parts, rng: rng.derive('group') });
      return 'it needs rows in three groups at least: use a finer group, or another split';
    }
    case 'time': {
      invariant(times !== undefined, 'a split by time needs the times of the rows');
      const { moments } = partByTime({ rows, times, fractions, parts });
      return moments < fractions.length
        ? `there are only ${moments} different times: use a finer one, or another split`
        : 'use other fractions, or another split';
    }
    default:
      return assertNever(kind);
  }
}

/** The 0-based row indices of a part, ascending. */
export function partRows(parts: Uint8Array, part: number): Uint32Array {
  let count = 0;
  for (const value of parts) if (value === part) count++;
  const rows = new Uint32Array(count);
  let at = 0;
  for (const [row, value] of parts.entries()) if (value === part) rows[at++] = row;
  return rows;
}

function deal(options: {
  rows: readonly number[];
  sizes: readonly number[];
  parts: Uint8Array;
  rng: Rng;
}): void {
  const { rows, sizes, parts, rng } = options;
  const order = rng.permutation(rows.length);
  let at = 0;
  for (const [part, size] of sizes.entries()) {
    for (const end = at + size; at < end; at++) parts[rows[order[at] ?? 0] ?? 0] = part;
  }
}

function refuseTinyClass(name: string, rowCount: number): void {
  if (rowCount >= 3) return;
  throw new CoreError(
    'SPLIT_TOO_SMALL',
    `Class "${name}" has ${rowCount} ${rowCount === 1 ? 'row' : 'rows'}, and train, validation and test need one ` +
      'each; add rows of this class, or mark it as missing in the recipe to leave it out.',
    { details: { class: name, rows: rowCount } },
  );
}

/**
 * Every class must be in every part. After a split by group or by time a class may be absent from validation or test,
 * which only tells what the data is like, as long as two others are there.
 */
function refuseAbsentClass(
  labels: Pick<Labels, 'codes' | 'classNames'>,
  { parts, kind, advice }: { parts: Uint8Array; kind: SplitSpec['kind']; advice: string },
): void {
  const seen = labels.classNames.map(() => [0, 0, 0]);
  for (const [row, part] of parts.entries()) {
    const counts = seen[labels.codes[row] ?? -1];
    if (counts && part !== PART.excluded) counts[part] = (counts[part] ?? 0) + 1;
  }
  const classesIn = [0, 1, 2].map((p) => seen.filter((counts) => (counts[p] ?? 0) > 0).length);
  const mayLack = (p: number) => kind !== 'random' && p !== PART.train && (classesIn[p] ?? 0) >= 2;
  for (const [k, counts] of seen.entries()) {
    const part = (['train', 'validation', 'test'] as const).find((_, p) => counts[p] === 0 && !mayLack(p));
    if (part === undefined) continue;
    const name = labels.classNames[k] ?? '';
    throw new CoreError(
      'SPLIT_TOO_SMALL',
      `The ${kind === 'random' ? 'random split' : `split by ${kind}`} leaves class "${name}" without a row in the ${part} part; ${advice}.`,
      { details: { class: name, part } },
    );
  }
}
