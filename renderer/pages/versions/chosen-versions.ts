import type { DatasetVersion } from '../../../core/contract/dataset.ts';

/**
 * The two versions to compare with the current one: it and the one before it under its name; for the first one, it
 * and the next. Null where the dataset has one version.
 */
export function proposePair(
  versions: readonly DatasetVersion[],
  current: DatasetVersion,
): { before: DatasetVersion; after: DatasetVersion } | null {
  const own = versions.filter(({ name }) => name === current.name).sort((a, b) => a.number - b.number);
  const at = own.findIndex(({ id }) => id === current.id);
  const previous = own[at - 1];
  if (previous) return { before: previous, after: current };
  const next = own[at + 1];
  return next ? { before: current, after: next } : null;
}

/** How a version is called: `bank v2`. */
export function versionName({ name, number }: Pick<DatasetVersion, 'name' | 'number'>): string {
  return `${name} v${number}`;
}
