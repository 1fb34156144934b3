import type { DatasetVersion } from '../core/contract/dataset.ts';
import type { Issue, Profile, Severity, ThresholdOverrides } from '../core/contract/profile.ts';
import { thresholdWords } from '../core/contract/threshold-words.ts';
import { countText, metricText, shareText } from './numbers.ts';
import { printable } from './printable.ts';
import type { Terminal } from './terminal.ts';
import { wrapText } from './text-width.ts';

const shownRows = 6;
const indent = '    ';
const colours = { error: 'red', warning: 'yellow', note: 'cyan' } as const satisfies Record<Severity, string>;

/** The issues of a dataset, worst first, laid out for the terminal's width, and which thresholds they go by. */
export function printIssues(options: {
  terminal: Terminal;
  version: DatasetVersion;
  profile: Profile;
  thresholds?: ThresholdOverrides;
}): void {
  const { terminal, version, profile, thresholds } = options;
  printDataset(terminal, version);
  terminal.out(issueCounts(profile.issues));
  profile.issues.forEach((issue, i) => {
    terminal.out();
    printIssue({ terminal, issue, rank: i + 1 });
  });
  const skipped = profile.outcomes.filter((outcome) => outcome.status === 'skipped');
  terminal.out();
  for (const { detector, reason } of skipped) {
    const line = printable(`Not looked for: ${detector}${reason ? ` (${reason})` : ''}`);
    printDim(terminal, line);
  }
  printDim(terminal, sampledText(profile));
  const set = thresholdWords(thresholds);
  if (set !== '') printDim(terminal, `${printable(set)}.`);
}

function printDim(terminal: Terminal, line: string): void {
  for (const part of wrapText(line, terminal.columns)) terminal.out(terminal.paint('dim', part));
}

/** Which checks did not read every row, and how many they read. */
function sampledText({ outcomes }: Profile): string {
  const sampled = outcomes.flatMap(({ detector, sampledRows }) =>
    sampledRows === null ? [] : [`${detector} (${countText(sampledRows)} rows)`],
  );
  return `Sampled: ${sampled.length > 0 ? sampled.join(', ') : 'nothing; every check read all rows'}.`;
}

/** One line that says which data this is. */
export function printDataset(terminal: Terminal, version: DatasetVersion): void {
  const { name, rowCount, columns, id } = version;
  const size = `${countText(rowCount)} rows, ${countText(columns.length)} columns`;
  terminal.out(`${terminal.paint('bold', printable(name))}  ${size}, version ${id.slice(0, 12)}`);
}

/** How many issues of each severity: "2 errors, 1 warning, 3 notes". */
export function issueCounts(issues: readonly Issue[]): string {
  const counts = (['error', 'warning', 'note'] as const)
    .map((severity) => ({ severity, count: issues.filter((issue) => issue.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} ${severity}${count === 1 ? '' : 's'}`);
  return counts.length ? counts.join(', ') : 'No issues found.';
}

/** An issue's rank, severity and headline on one line or more. */
export function printIssueTitle(options: { terminal: Terminal; issue: Issue; rank: number }): void {
  const { terminal, issue, rank } = options;
  const [first = '', ...rest] = wrapText(printable(issue.title), terminal.columns - 14);
  const severity = terminal.paint(colours[issue.severity], issue.severity.padEnd(8));
  terminal.out(`${String(rank).padStart(3)}  ${severity} ${terminal.paint('bold', first)}`);
  for (const line of rest) terminal.out(`${' '.repeat(14)}${terminal.paint('bold', line)}`);
}

function printIssue(options: { terminal: Terminal; issue: Issue; rank: number }): void {
  const { terminal, issue } = options;
  const width = terminal.columns - indent.length;
  const print = (text: string) => {
    for (const line of wrapText(printable(text), width)) terminal.out(indent + line);
  };
  printIssueTitle(options);
  print(issue.message);
  for (const line of wrapText(printable(evidence(issue)), width)) {
    terminal.out(indent + terminal.paint('dim', line));
  }
  if (issue.fixes.length) print(`Fix: ${issue.fixes.map((fix) => fix.label).join('; or ')}`);
}

function evidence(issue: Issue): string {
  const { detector, count, share, measure, statistic, threshold, rows } = issue;
  const more = rows.length > shownRows || rows.length < count ? ', …' : '';
  const parts = [
    detector,
    `${countText(count)} (${shareText(share)})`,
    statistic === null
      ? null
      : `${measure} ${roundText(statistic)}${threshold === null ? '' : ` (limit ${roundText(threshold)})`}`,
    rows.length ? `rows ${rows.slice(0, shownRows).join(', ')}${more}` : null,
  ];
  return parts.filter((part) => part !== null).join(' · ');
}

function roundText(value: number): string {
  return Number.isInteger(value) ? countText(value) : metricText(value);
}
