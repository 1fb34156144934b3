import type { ContractCheck, RuleResult } from '../core/contract/data-contract.ts';
import type { DatasetVersion } from '../core/contract/dataset.ts';
import { countText } from './numbers.ts';
import { printDataset } from './print-issues.ts';
import { printable } from './printable.ts';
import type { Terminal } from './terminal.ts';
import { fitText, wrapText } from './text-width.ts';

const indent = '      ';
const shownEvidence = 10;

/** The dataset, each rule that is broken with rows that break it, those that could not be checked, then the verdict. */
export function printContractCheck(options: {
  terminal: Terminal;
  version: DatasetVersion;
  check: ContractCheck;
}): void {
  const { terminal, version, check } = options;
  printDataset(terminal, version);
  terminal.out();
  for (const rule of check.rules.filter(({ status }) => status !== 'pass')) printRule(terminal, rule);
  const isWhole = check.rules.every(({ status }) => status !== 'not checked');
  for (const line of wrapText(printable(check.headline), terminal.columns)) {
    terminal.out(terminal.paint(check.holds && isWhole ? 'green' : 'bold', line));
  }
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
