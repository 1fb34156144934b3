import type { DatasetVersion } from '../../../core/contract/dataset.ts';
import type { Profile } from '../../../core/contract/profile.ts';
import type { Problems } from '../../frame/use-problems.ts';
import { formatBytes, formatCount, formatDuration, formatPercent, formatPlural } from '../../ui/format.ts';

/** The verdict on a loaded version, in two lines. `problems` is null while they are not known. */
export function dataHeadline(version: DatasetVersion, problems: Problems | null): string {
  const read = `${formatPlural(version.rowCount, 'row')}, ${formatPlural(version.columns.length, 'column')}, read whole in ${formatDuration(version.elapsedMs)}.`;
  if (problems === null) return read;
  if (problems.total === 0) return `${read}\nNo problem was found that would make an evaluation wrong.`;
  if (problems.open === 0) {
    const all = problems.total === 1 ? 'is answered' : 'are answered';
    return `${read}\n${formatPlural(problems.total, 'problem')} that would make an evaluation wrong ${all} by the recipe.`;
  }
  return `${read}\n${formatPlural(problems.open, 'problem')} would make an evaluation wrong.`;
}

/** The figures that support it: file, version, missing cells. */
export function dataSentence(
  version: DatasetVersion,
  { profile, versionCount }: { profile: Profile | null; versionCount: number },
): string {
  const file = version.sourcePath.split(/[/\\]/).at(-1) ?? version.name;
  const parts = [
    `${file}, ${formatBytes(version.sourceBytes)}, version ${version.number}${versionCount > 1 ? ` of ${versionCount}` : ''}.`,
  ];
  if (profile) parts.push(missingSentence(profile));
  return parts.join(' ');
}

function missingSentence(profile: Profile): string {
  const missing = profile.columns.reduce((sum, { missing: count }) => sum + count, 0);
  const cells = profile.rowCount * profile.columns.length;
  if (missing === 0) return 'No cell is empty.';
  const worst = profile.columns.reduce((a, b) => (b.missing > a.missing ? b : a));
  const share = `${formatPercent(missing / cells)} of cells ${missing === 1 ? 'is' : 'are'} missing`;
  if (worst.missing === missing) return `${share}, all ${formatCount(missing)} in ${worst.column.name}.`;
  return `${share}, most in ${worst.column.name} (${formatPercent(worst.missing / profile.rowCount)} of its rows).`;
}
