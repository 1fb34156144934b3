import type { ColumnFacts } from '../column-facts.ts';
import type { ProfileContext } from '../detector.ts';
import { wordsOf } from '../identifier.ts';
import { perContext } from '../per-context.ts';
import type { Thresholds } from '../thresholds.ts';
import { type AttributeKind, attributeKinds } from './attribute-kinds.ts';

/** A feature that is a protected attribute. */
export interface ProtectedColumn {
  readonly facts: ColumnFacts;
  readonly label: string;
  readonly by: 'name' | 'values';
  /** Its numbers are a quantity such as age; those of the other kinds are codes of a category. */
  readonly isQuantity: boolean;
  /** Share of filled cells whose value says it; 1 where the name does. */
  readonly share: number;
}

const fewLevels = 20;

/**
 * Features that are protected attributes. By name, when the values fit: a number in the range of the kind, or a
 * category of at most 20 levels. By values, when nearly all cells say it and opposites such as male and female are
 * among them. The target is never one.
 */
export const protectedColumns = perContext(
  async ({ features, thresholds }: ProfileContext): Promise<ProtectedColumn[]> =>
    features.flatMap((facts) => {
      const found = attributeKinds
        .map((kind) => judge(kind, facts, thresholds))
        .filter((column) => column !== null)
        .sort((a, b) => (a.by === b.by ? b.share - a.share : a.by === 'name' ? -1 : 1))[0];
      return found === undefined ? [] : [found];
    }),
);

function judge(kind: AttributeKind, facts: ColumnFacts, thresholds: Thresholds): ProtectedColumn | null {
  const about = { facts, label: kind.label, isQuantity: kind.range !== null };
  if (facts.statistics.distinct < 2) return null;
  if (isNamed(kind, facts) && fits(kind, facts)) return { ...about, by: 'name', share: 1 };
  const share = shareSaying(kind, facts);
  return share >= thresholds.protectedShare ? { ...about, by: 'values', share } : null;
}

function isNamed({ names, beside }: AttributeKind, { column }: ColumnFacts): boolean {
  const own = wordsOf(column.name);
  return (
    own.some((word) => names.has(word)) && own.every((word) => names.has(word) || (beside?.has(word) ?? true))
  );
}

function fits({ range }: AttributeKind, { column, numeric, statistics }: ColumnFacts): boolean {
  if (column.type === 'text' || column.type === 'boolean') return statistics.distinct <= fewLevels * 2;
  if (numeric === null) return false;
  if (range === null) return numeric.isWhole && statistics.distinct <= fewLevels;
  return numeric.statistics.min >= range[0] && numeric.statistics.max <= range[1];
}

/** Share of filled cells with a word that says the kind; 0 unless its levels are few and a proof is among them. */
function shareSaying({ values, proof }: AttributeKind, { column, statistics }: ColumnFacts): number {
  if (
    column.type !== 'text' ||
    statistics.distinct > fewLevels ||
    statistics.distinct > statistics.top.length
  )
    return 0;
  const seen = new Set<string>();
  let saying = 0;
  for (const { value, count } of statistics.top) {
    const own = String(value)
      .toLowerCase()
      .split(/[^\p{L}-]+/u)
      .filter((word) => values.has(word));
    for (const word of own) seen.add(word);
    if (own.length > 0) saying += count;
  }
  const isProved = proof.some((opposites) => opposites.every((word) => seen.has(word)));
  return isProved ? saying / statistics.count : 0;
}
