import type { TargetSpec } from '../contract/profile.ts';
import { CoreError } from '../errors.ts';
import { rowsOfCodes } from './code-keys.ts';
import type { ColumnFacts } from './column-facts.ts';
import type { ColumnValues } from './column-values.ts';

/** The target in row order: `codes[i]` is a position in `names`, or -1 where the label is missing. */
export interface TargetClasses {
  readonly column: ColumnFacts;
  readonly codes: Int32Array;
  /** Sorted by code unit; with a chosen positive class, [rest, positive]. */
  readonly names: readonly string[];
  readonly counts: readonly number[];
  /** Rows with a label. */
  readonly labelled: number;
  /** The positive class of two: the chosen one, else the rarer (the later name on a tie). Null for more. */
  readonly positive: number | null;
}

/**
 * The classes of a target column, with everything but the positive class merged when one is chosen.
 * Throws TARGET_POSITIVE_UNKNOWN when no cell holds the class that the target names.
 */
export async function targetClasses(options: {
  target: TargetSpec;
  facts: ColumnFacts;
  values: ColumnValues;
}): Promise<TargetClasses> {
  const { target, facts, values } = options;
  const plain = await plainClasses(facts, values);
  const { positive } = target;
  if (positive === undefined) return summarise(facts, plain, null);
  const wanted = typeof positive === 'string' ? positive : positive.not;
  const index = plain.names.indexOf(wanted);
  if (index < 0) {
    const listed = plain.names.map((name) => `"${name}"`).join(', ');
    throw new CoreError(
      'TARGET_POSITIVE_UNKNOWN',
      `Column "${target.column}" has no class "${wanted}"; choose one of ${listed}.`,
      { details: { column: target.column, positive: wanted } },
    );
  }
  const isInverted = typeof positive !== 'string';
  const other = plain.names.length === 2 ? plain.names[1 - index] : undefined;
  const rest = isInverted ? wanted : (other ?? `not ${wanted}`);
  const chosen = isInverted ? (other ?? `not ${wanted}`) : wanted;
  const codes = plain.codes.map((code) => (code < 0 ? -1 : (code === index) === isInverted ? 0 : 1));
  return summarise(facts, { codes, names: [rest, chosen] }, 1);
}

interface PlainClasses {
  readonly codes: Int32Array;
  readonly names: readonly string[];
}

async function plainClasses(facts: ColumnFacts, values: ColumnValues): Promise<PlainClasses> {
  const { column } = facts;
  if (column.type === 'text' || column.type === 'date' || column.type === 'timestamp') {
    const { codes, names } = await values.levels(column);
    return sortByName({ codes, names });
  }
  const numbers = await values.numbers(column);
  const known = new Map<number, number>();
  const codes = new Int32Array(numbers.length);
  for (let row = 0; row < codes.length; row++) {
    const value = numbers[row] ?? Number.NaN;
    if (Number.isNaN(value)) codes[row] = -1;
    else {
      const code = known.get(value) ?? known.size;
      known.set(value, code);
      codes[row] = code;
    }
  }
  const names = [...known.keys()].map((value) =>
    column.type === 'boolean' ? String(value === 1) : String(value),
  );
  return sortByName({ codes, names });
}

function sortByName({ codes, names }: PlainClasses): PlainClasses {
  const sorted = [...names].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const place = new Map(sorted.map((name, i) => [name, i]));
  const moved = names.map((name) => place.get(name) ?? -1);
  const placed = new Int32Array(codes.length);
  for (let row = 0; row < codes.length; row++) placed[row] = moved[codes[row] ?? -1] ?? -1;
  return { codes: placed, names: sorted };
}

function summarise(
  column: ColumnFacts,
  { codes, names }: PlainClasses,
  positive: number | null,
): TargetClasses {
  const counts = [...rowsOfCodes(codes, names.length)];
  const labelled = counts.reduce((total, count) => total + count, 0);
  const rarer = (counts[0] ?? 0) < (counts[1] ?? 0) ? 0 : 1;
  return {
    column,
    codes,
    names,
    counts,
    labelled,
    positive: positive ?? (names.length === 2 ? rarer : null),
  };
}
