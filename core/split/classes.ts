import type { TargetSpec } from '../contract/profile.ts';
import { CoreError } from '../errors.ts';
import { listNames } from '../shared/suggest-name.ts';

/** Names of the classes and which one is the positive one. */
export interface Classes {
  /** By code unit; for two classes [negative, positive]. */
  readonly classNames: readonly string[];
  /** 1 for two classes, null for more. */
  readonly positiveIndex: number | null;
}

/**
 * Orders the classes and gives each value its code.
 * - Two values: the positive one is `target.positive`, by default the rarer (equally rare: the last by code unit).
 * - More values and no `positive`: all of them, by code unit, none positive.
 * - More values and `positive: 'x'`: one against the rest, ["not x", "x"].
 * - `positive: { not: 'x' }`: all but x are positive, ["x", "not x"].
 * `codeOf[i]` is the code of `names[i]`. Throws TARGET_POSITIVE_UNKNOWN.
 */
export function encodeClasses(options: {
  names: readonly string[];
  counts: readonly number[];
  target: TargetSpec;
}): Classes & { codeOf: Int32Array } {
  const { names, counts, target } = options;
  const { positive } = target;
  if (positive === undefined) {
    const sorted = [...names].sort(byCodeUnit);
    return names.length === 2
      ? binary(names, orderByRarity(sorted, new Map(names.map((name, i) => [name, counts[i] ?? 0]))))
      : { classNames: sorted, positiveIndex: null, codeOf: codes(names, (name) => sorted.indexOf(name)) };
  }
  const named = typeof positive === 'string' ? positive : positive.not;
  if (!names.includes(named)) throw positiveUnknown(target.column, named, names);
  if (typeof positive !== 'string') {
    return oneAgainstRest(names, [named, `not ${named}`], (name) => (name === named ? 0 : 1));
  }
  const other = names.length === 2 ? names.find((name) => name !== named) : undefined;
  return oneAgainstRest(names, [other ?? `not ${named}`, named], (name) => (name === named ? 1 : 0));
}

function orderByRarity(sorted: readonly string[], counts: ReadonlyMap<string, number>): string[] {
  return [...sorted].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
}

function binary(names: readonly string[], classNames: readonly string[]) {
  return oneAgainstRest(names, classNames, (name) => classNames.indexOf(name));
}

function oneAgainstRest(
  names: readonly string[],
  classNames: readonly string[],
  code: (name: string) => number,
): Classes & { codeOf: Int32Array } {
  return { classNames, positiveIndex: 1, codeOf: codes(names, code) };
}

function codes(names: readonly string[], code: (name: string) => number): Int32Array {
  return Int32Array.from(names, code);
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function positiveUnknown(column: string, positive: string, names: readonly string[]): CoreError {
  return new CoreError(
    'TARGET_POSITIVE_UNKNOWN',
    `Column "${column}" has no class "${positive}"; its classes are ${listNames([...names].sort(byCodeUnit))}.`,
    { details: { column, positive } },
  );
}
