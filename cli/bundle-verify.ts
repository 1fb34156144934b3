import { resolve } from 'node:path';
import type { VerifyReport } from '../core/contract/bundle.ts';
import { resultOfKind } from './follow-job.ts';
import { sizeText } from './numbers.ts';
import { printable } from './printable.ts';
import { shortRun } from './resolve-run.ts';
import type { Terminal } from './terminal.ts';
import { wrapText } from './text-width.ts';
import { exitCode } from './verb.ts';
import { withAnyEngine } from './with-engine.ts';

const indent = '      ';

/** Checks a bundle and prints what was checked. Exit code 1 when it is not intact. */
export async function verifyBundle(options: {
  terminal: Terminal;
  file: string;
  isJson: boolean;
  project: string | undefined;
}): Promise<number> {
  const { terminal, file, isJson } = options;
  const report = await withAnyEngine(options, async ({ client, follow }) => {
    return resultOfKind(await follow(client.bundle.verify({ path: resolve(file) })), 'report').report;
  });
  if (isJson) terminal.json(report);
  else printReport(terminal, report);
  if (report.isIntact) return exitCode.done;
  terminal.err(
    `assay: ${printable(report.path)} is not what was exported. Ask its sender for it again, and import nothing of it.`,
  );
  return exitCode.failed;
}

/** Each check on a line, then the verdict. */
export function printReport(terminal: Terminal, report: VerifyReport): void {
  const { checks, manifest } = report;
  for (const { status, label, detail } of checks) {
    const word = status === 'pass' ? terminal.paint('green', 'pass') : terminal.paint('red', 'FAIL');
    const text = printable(detail ? `${label}: ${detail}` : label);
    const [first = '', ...rest] = wrapText(text, terminal.columns - indent.length);
    terminal.out(`${word}  ${first}`);
    for (const line of rest) terminal.out(indent + line);
  }
  for (const [name, value] of Object.entries(report.notes ?? {})) {
    if (value) terminal.out(`${indent}${name}: ${printable(value.slice(0, 300))}`);
  }
  const what = manifest ? `run ${shortRun(manifest.run)} "${printable(manifest.name)}", ` : '';
  terminal.out(
    terminal.paint('bold', `${report.isIntact ? 'Intact' : 'Not intact'}: ${what}${sizeText(report.bytes)}`),
  );
}
