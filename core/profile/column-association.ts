import type { Column } from '../contract/dataset.ts';
import { invariant } from '../errors.ts';
import { numbersAt } from './cells-at.ts';
import type { CodedKeys } from './code-keys.ts';
import { type CodedCategory, codeCategory } from './coded-category.ts';
import type { ColumnValues } from './column-values.ts';
import { type CentredNumbers, correlationRatio } from './correlation-ratio.ts';
import { cramersV } from './cramers-v.ts';
import { type RankedColumn, spearman, spearmanBound } from './ranks.ts';
import { inSharedMemory } from './shared-memory.ts';
import { lentFor, work } from './threads.ts';

/** A column ready to be compared with others. */
export type AssociationColumn =
  | {
      readonly kind: 'number';
      /** Null where no two columns of numbers are compared. */
      readonly ranked: RankedColumn | null;
      readonly centred: CentredNumbers;
    }
  | { readonly kind: 'category'; readonly category: CodedCategory };

/** What the strength between two columns of these kinds measures. */
export const associationMeasures = {
  numbers: 'Spearman correlation',
  categories: "bias-corrected Cramér's V",
  mixed: 'correlation ratio',
} as const;

/** Text and yes/no columns are categories; everything else has an order. */
export function isCategory(column: Pick<Column, 'type'>): boolean {
  return column.type === 'text' || column.type === 'boolean';
}

/** The column's cells in these rows (0-based; all when null). Ranking may be left out where nothing asks for it. */
export async function associationColumn(
  values: ColumnValues,
  column: Column,
  { rows, isRanked = true }: { rows: Uint32Array | null; isRanked?: boolean },
): Promise<AssociationColumn> {
  const shared = <T extends Float64Array | Int32Array>(cells: T) =>
    values.threads ? inSharedMemory(cells) : cells;
  if (isCategory(column)) {
    const coded = rows === null ? await values.codes(column) : await codesOfRows(values, column, rows);
    const { buckets, missing, ...category } = codeCategory(coded);
    return {
      kind: 'category',
      category: { ...category, buckets: shared(buckets), missing: shared(missing) },
    };
  }
  const numbers = await values.numbers(column);
  const taken = shared(rows === null ? numbers : numbersAt(numbers, rows));
  const threads = lentFor(values, taken.length);
  const centred = await work('centre', taken, { threads });
  return { kind: 'number', centred, ranked: isRanked ? await work('rank', taken, { threads }) : null };
}

/**
 * Strength of association over rows in which both are filled, and their number: signed for two numbers, 0 to 1
 * otherwise, NaN where it is not defined.
 */
export function associate(
  a: AssociationColumn,
  b: AssociationColumn,
): { strength: number; rows: number; measure: keyof typeof associationMeasures } {
  if (a.kind === 'number') {
    if (b.kind === 'category') {
      return { ...correlationRatio(b.category, a.centred), measure: 'mixed' };
    }
    invariant(a.ranked !== null && b.ranked !== null, 'columns of numbers that are compared are ranked');
    const { correlation, rows } = spearman(a.ranked, b.ranked);
    return { strength: correlation, rows, measure: 'numbers' };
  }
  return b.kind === 'number'
    ? { ...correlationRatio(a.category, b.centred), measure: 'mixed' }
    : { ...cramersV(a.category, b.category), measure: 'categories' };
}

/** False only when the absolute strength is certainly below `strength`, which is found out cheaply. */
export function mayReach(a: AssociationColumn, b: AssociationColumn, strength: number): boolean {
  if (a.kind !== 'number' || b.kind !== 'number') return true;
  return a.ranked === null || b.ranked === null || spearmanBound(a.ranked, b.ranked) >= strength;
}

/** Codes of some rows of a long column: the others need none. */
async function codesOfRows(values: ColumnValues, column: Column, rows: Uint32Array): Promise<CodedKeys> {
  const taken = numbersAt(await values.keys(column), rows);
  return work('codes', taken, { threads: lentFor(values, taken.length) });
}
