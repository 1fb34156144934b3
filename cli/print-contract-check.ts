import type { RuleResult } from '../core/contract/data-contract.ts';
import type { BadRowsPage } from '../core/contract/dataset.ts';
import type { FileCheck } from './check-file.ts';
import { countText } from './numbers.ts';
import { printDataset } from './print-issues.ts';
import { printable } from './printable.ts';
import type { Terminal } from './terminal.ts';
import { fitText, wrapText } from './text-width.ts';

const indent = '      ';
const shownEvidence = 10;

/**
 * The dataset, rows that cannot be read, each rule that is broken with rows that break it, those that could not be
 * checked, then the verdict.
 */
export function printContractCheck(terminal: Terminal, { version, check, unreadable }: FileCheck): void {
  printDataset(terminal, version);
  terminal.out();
  if (unreadable.total > 0) printUnreadable(terminal, unreadable);
  for (const rule of check.rules.filter(({ status }) => status !== 'pass')) printRule(terminal, rule);
  const isWhole = check.rules.every(({ status }) => status !== 'not checked');
  for (const line of wrapText(printable(verdict({ check, unreadable })), terminal.columns)) {
    terminal.out(terminal.paint(check.holds && isWhole && unreadable.total === 0 ? 'green' : 'bold', line));
  }
}

function verdict({ check, unreadable: { total } }: Pick<FileCheck, 'check' | 'unreadable'>): string {
  if (total === 0) return check.headline;
  const rows = `${countText(total)} ${total === 1 ? 'row' : 'rows'} cannot be read`;
  return check.holds ? `The contract is broken: ${rows}.` : `${check.headline} ${rows}.`;
}

function printUnreadable(terminal: Terminal, { rows, total }: BadRowsPage): void {
  const width = terminal.columns - indent.length;
  terminal.out(`${terminal.paint('red', 'FAIL')}  ${terminal.paint('bold', 'every row can be read')}`);
  terminal.out(`${indent}found ${countText(total)} that cannot`);
  for (const { file, line, reason, text } of rows) {
    const place = file === null ? `line ${line}` : `${file}, line ${line}`;
    for (const part of wrapText(printable(`${place} ${reason}: ${fitText(text, 60)}`), width)) {
      terminal.out(indent + terminal.paint('dim', part));
    }
  }
  if (total > rows.length) terminal.out(`${indent}and ${countText(total - rows.length)} more`);
  terminal.out();
}

function printRule(
  terminal: Terminal,
  { rule, column, status, expected, found, count, evidence }: RuleResult,
): void {
  const width = terminal.columns - indent.length;
  const name = column === null ? rule : `${column}: ${rule}`;
  const [first = '', ...rest] = wrapText(printable(name), width);
  const mark = status === 'fail' ? terminal.paint('red', 'FAIL') : terminal.paint('yellow', 'SKIP');
  terminal.out(`${mark}  ${terminal.paint('bold', first)}`);
  for (const line of [...rest, ...wrapText(printable(`expected ${expected}; found ${found}`), width)]) {
    terminal.out(indent + line);
  }
  if (evidence.length > 0) {
    const cells = evidence
      .slice(0, shownEvidence)
      .map(({ row, value }) => `${countText(row)} ${cellText(value)}`);
    const more = count > cells.length ? ', …' : '';
    for (const line of wrapText(printable(`rows ${cells.join(', ')}${more}`), width)) {
      terminal.out(indent + terminal.paint('dim', line));
    }
  }
  terminal.out();
}

function cellText(value: RuleResult['evidence'][number]['value']): string {
  if (value === null) return '(missing)';
  return typeof value === 'string' ? `"${fitText(value, 24)}"` : `(${value})`;
}
