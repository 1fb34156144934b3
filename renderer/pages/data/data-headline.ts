import type { DatasetVersion } from '../../../core/contract/dataset.ts';
import type { ColumnStatistics } from '../../../core/contract/profile.ts';
import { countedColumns, type Findings, type Problems } from '../../client/findings.ts';
import { columnLabel } from '../../ui/column-name.ts';
import { formatBytes, formatCount, formatDuration, formatPercent, formatPlural } from '../../ui/format.ts';

/** The verdict on a loaded version, in two lines. `problems` is null while they are not known: then what was found so far. */
export function dataHeadline(
  version: DatasetVersion,
  { problems, findings, isStopped }: { problems: Problems | null; findings: Findings; isStopped: boolean },
): string {
  const read = `${formatPlural(version.rowCount, 'row')}, ${formatPlural(version.columns.length, 'column')}, read whole in ${formatDuration(version.elapsedMs)}.`;
  if (problems === null) return `${read}\n${soFar(findings, { version, isStopped })}`;
  if (problems.total === 0) return `${read}\nNo problem was found that would make an evaluation wrong.`;
  if (problems.open === 0) {
    const all = problems.total === 1 ? 'is answered' : 'are answered';
    return `${read}\n${formatPlural(problems.total, 'problem')} that would make an evaluation wrong ${all} by the recipe.`;
  }
  return `${read}\n${formatPlural(problems.open, 'problem')} would make an evaluation wrong.`;
}

/** How much of a version was examined, and how much was found. */
function soFar(
  findings: Findings,
  { version, isStopped }: { version: DatasetVersion; isStopped: boolean },
): string {
  const counted = countedColumns(findings);
  const all = version.columns.length;
  const columns = `${counted < all ? `${formatCount(counted)} of` : 'all'} ${formatPlural(all, 'column')} counted`;
  const found = findings.issues.length;
  const start = isStopped ? 'Stopped' : 'So far';
  return `${start}: ${columns}${found > 0 ? `, ${formatPlural(found, 'finding')}` : ''}.`;
}

/** The figures that support it: file, version, missing cells of the columns that are counted. */
export function dataSentence(
  version: DatasetVersion,
  { findings, versionCount }: { findings: Findings; versionCount: number },
): string {
  const file = version.sourcePath.split(/[/\\]/).at(-1) ?? version.name;
  const parts = [
    `${file}, ${formatBytes(version.sourceBytes)}, version ${version.number}${versionCount > 1 ? ` of ${versionCount}` : ''}.`,
  ];
  const counted = findings.columns.filter((column) => column !== null);
  const isAll = counted.length === version.columns.length;
  if (counted.length > 0 && version.rowCount > 0) {
    parts.push(`${missingPhrase(counted, version.rowCount)}${isAll ? '' : ' so far'}.`);
  }
  return parts.join(' ');
}

function missingPhrase(columns: readonly ColumnStatistics[], rowCount: number): string {
  const missing = columns.reduce((sum, { missing: count }) => sum + count, 0);
  if (missing === 0) return 'No cell is empty';
  const worst = columns.reduce((a, b) => (b.missing > a.missing ? b : a));
  const share = `${formatPercent(missing / (rowCount * columns.length))} of cells ${missing === 1 ? 'is' : 'are'} missing`;
  if (worst.missing === missing)
    return `${share}, all ${formatCount(missing)} in ${columnLabel(worst.column.name)}`;
  return `${share}, most in ${columnLabel(worst.column.name)} (${formatPercent(worst.missing / rowCount)} of its rows)`;
}
