import type { Cell } from '../../contract/dataset.ts';
import type { ColumnStatistics, Issue } from '../../contract/profile.ts';
import { masked } from '../pii/recogniser.ts';
import type { IssueEvidence } from './issues-section.ts';

/** What of a report may show values of persons. */
interface Shown {
  readonly issues: readonly Issue[];
  readonly columns: readonly ColumnStatistics[];
  readonly evidence: readonly IssueEvidence[];
}

/** Names of the columns in which personal data was found with a warning or worse, in the order of the issues. */
export function personalColumns(issues: readonly Issue[]): string[] {
  const found = issues.filter(({ detector, severity }) => detector.startsWith('pii.') && severity !== 'note');
  return [...new Set(found.flatMap(({ columns }) => columns))];
}

/**
 * The same with every value of these columns masked: in rows of evidence, among the most frequent values, as first and
 * last time, and where a sentence about the column quotes it. Their figures of numbers and quantiles of moments, which
 * are values or bound them, and shapes of texts are left out.
 */
export function maskPersonal({ issues, columns, evidence }: Shown, names: readonly string[]): Shown {
  const isPersonal = new Set(names);
  const values = [
    ...columns
      .filter(({ column }) => isPersonal.has(column.name))
      .flatMap(({ top }) => top.map(({ value }) => value)),
    ...evidence.flatMap(({ columns: shown, rows }) =>
      rows.flatMap(({ cells }) => cells.filter((_, i) => isPersonal.has(shown[i] ?? ''))),
    ),
  ];
  const known = [...new Set(values.flatMap((value) => (value === null ? [] : [String(value)])))];
  const sayMasked = sentenceMask(known, new Set(columns.map(({ column }) => column.name)));
  return {
    issues: issues.map((issue) =>
      issue.detector.startsWith('pii.') || !issue.columns.some((name) => isPersonal.has(name))
        ? issue
        : {
            ...issue,
            title: sayMasked(issue.title),
            message: sayMasked(issue.message),
            fixes: issue.fixes.map((fix) => ({ ...fix, label: sayMasked(fix.label) })),
          },
    ),
    columns: columns.map((each) => (isPersonal.has(each.column.name) ? maskStatistics(each) : each)),
    evidence: evidence.map(({ columns: shown, rows }) => ({
      columns: shown,
      rows: rows.map(({ row, cells }) => ({
        row,
        cells: cells.map((cell, i) => (isPersonal.has(shown[i] ?? '') ? maskCell(cell) : cell)),
      })),
    })),
  };
}

function maskStatistics(statistics: ColumnStatistics): ColumnStatistics {
  const { text, time, top } = statistics;
  return {
    ...statistics,
    numeric: null,
    text: text && { ...text, shapes: [] },
    time: time && { min: maskText(time.min), max: maskText(time.max), spread: null },
    top: top.map((each) => ({ ...each, value: maskCell(each.value) ?? '' })),
  };
}

function maskCell(cell: Cell): string | null {
  return cell === null ? null : maskText(String(cell));
}

/** Stars for all letters and digits but the first, and for that too where it is the only one; signs and length stay. */
export function maskText(text: string): string {
  return masked(text, masked(text, 1, 0) === text ? 0 : 1, 0);
}

/** Values shorter than this are found within too many words. */
const shortestKnown = 4;

/** Masks what a sentence quotes, but for names of columns, and the values that are known wherever they stand. */
function sentenceMask(known: readonly string[], names: ReadonlySet<string>): (text: string) => string {
  const values = known
    .filter((value) => value.length >= shortestKnown && !names.has(value))
    .sort((a, b) => b.length - a.length);
  return (text) =>
    values
      .reduce((rest, value) => rest.replaceAll(value, () => maskText(value)), text)
      .replace(/"([^"]*)"/g, (whole, inside: string) =>
        names.has(inside) ? whole : `"${maskText(inside)}"`,
      );
}
