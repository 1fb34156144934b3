import type { SplitSpec } from '../contract/experiment.ts';
import { CoreError } from '../errors.ts';
import { sha256 } from '../shared/canonical-json.ts';
import { createRng, type Rng } from '../shared/rng.ts';
import { apportion, largestRemainder } from './apportion.ts';
import type { Labels } from './labels.ts';

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
 * and gives every class of three rows or more a row in each part; `random` only meets the total sizes.
 * Throws SPLIT_TOO_SMALL when a class would be absent from a part.
 */
export function planSplit(options: {
  labels: Pick<Labels, 'codes' | 'classNames'>;
  spec: SplitSpec;
  seed: number;
  excluded?: Uint8Array;
}): SplitPlan {
  const { labels, spec, seed, excluded } = options;
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
    deal({ rows, sizes: largestRemainder(rows.length, fractions), parts, rng: rng.derive('random') });
    refuseAbsentClass(labels, parts);
  }
  return { parts, digest: sha256(parts) };
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

function refuseAbsentClass(labels: Pick<Labels, 'codes' | 'classNames'>, parts: Uint8Array): void {
  const seen = labels.classNames.map(() => [0, 0, 0]);
  for (const [row, part] of parts.entries()) {
    const counts = seen[labels.codes[row] ?? -1];
    if (counts && part !== PART.excluded) counts[part] = (counts[part] ?? 0) + 1;
  }
  for (const [k, counts] of seen.entries()) {
    const part = (['train', 'validation', 'test'] as const).find((_, p) => counts[p] === 0);
    if (part === undefined) continue;
    const name = labels.classNames[k] ?? '';
    throw new CoreError(
      'SPLIT_TOO_SMALL',
      `The random split leaves class "${name}" without a row in the ${part} part; use a stratified split.`,
      { details: { class: name, part } },
    );
  }
}
