import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Prevalence } from '../../test/support/planted/planted-table.ts';
import type { DetectorRow } from './detector-tally.ts';

const documentPath = join(import.meta.dirname, '../../docs/detectors.md');
const begin = '<!-- begin: bench:detectors -->';
const end = '<!-- end: bench:detectors -->';

interface Table {
  readonly rows: readonly DetectorRow[];
  readonly prevalences: readonly Prevalence[];
}

function header({ prevalences }: Table): string[] {
  const shares = prevalences.map((prevalence) => (prevalence === 1 ? 'whole' : prevalence.toExponential(0)));
  return ['detector', ...shares, 'scan', 'false alarms', 'notes'];
}

function cells(row: DetectorRow): string[] {
  const recall = row.recall.map((share) => (share === null ? 'n/a' : share.toFixed(2)));
  if (!row.isRegistered) return [row.detector, ...recall, 'not registered', '', ''];
  const scan = row.sampledRows === null ? 'all rows' : `sample of ${row.sampledRows.toLocaleString('en')}`;
  const rate = (value: number | null) => (value === null ? '' : value.toFixed(4));
  return [row.detector, ...recall, scan, rate(row.falseAlarms), rate(row.falseNotes)];
}

/** Aligned text for a terminal. */
export function plainTable(table: Table): string {
  const lines = [header(table), ...table.rows.map(cells)];
  const widths = header(table).map((_, i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The table of docs/detectors.md with a line on how it came about and the reasons for n/a. */
export function markdownTable(table: Table & { seedCount: number }): string {
  const line = (parts: readonly string[]) => `| ${parts.join(' | ')} |`;
  const head = header(table);
  const reasons = table.rows
    .filter(
      ({ isRegistered, elsewhere, recall }) => isRegistered && elsewhere !== '' && recall.includes(null),
    )
    .map(({ detector, elsewhere }) => `- ${detector}: ${elsewhere}.`);
  return [
    `Measured by \`npm run bench:detectors\` (${table.seedCount} seeds). Recall: share of planted defects that the detector reports on the right columns with a planted row as evidence, by share of defective cells. False alarms and notes: findings of warning or above, and notes, per clean column. n/a: not planted.`,
    '',
    line(head),
    line(head.map(() => '---')),
    ...table.rows.map((row) => line(cells(row))),
    '',
    'Where the table says n/a:',
    '',
    ...reasons,
  ].join('\n');
}

/** Replaces the lines of these detectors in the table, and their reasons, where it was measured with as many seeds. */
export function updateDetectorTable(table: Table & { seedCount: number }): void {
  const old = readFileSync(documentPath, 'utf8');
  const [from, to] = [old.indexOf(begin), old.indexOf(end)];
  const block = old.slice(from, to).split('\n');
  if (!block.some((line) => line.includes(`(${table.seedCount} seeds)`))) return;
  const fresh = markdownTable(table).split('\n');
  const lines = block.flatMap((line) => {
    const detector = /^(?:\| |- )([a-z]+[.][a-z-]+)(?: \||:)/.exec(line)?.[1];
    if (!table.rows.some((row) => row.detector === detector)) return [line];
    const start = line.startsWith('|') ? `| ${detector} |` : `- ${detector}:`;
    return fresh.filter((other) => other.startsWith(start));
  });
  writeFileSync(documentPath, old.slice(0, from) + lines.join('\n') + old.slice(to));
}

/** Puts the table between its markers in docs/detectors.md; at the end where there are none yet. */
export function writeDetectorTable(text: string): void {
  const old = existsSync(documentPath) ? readFileSync(documentPath, 'utf8') : '# Detectors\n';
  const block = `${begin}\n${text}\n${end}`;
  const [from, to] = [old.indexOf(begin), old.indexOf(end)];
  const made =
    from >= 0 && to > from
      ? old.slice(0, from) + block + old.slice(to + end.length)
      : `${old.trimEnd()}\n\n## Recall and false positives\n\n${block}\n`;
  writeFileSync(documentPath, made);
}
