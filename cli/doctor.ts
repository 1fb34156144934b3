import type { DoctorReport } from '../core/contract/project.ts';
import { parseArguments } from './arguments.ts';
import { printable } from './printable.ts';
import type { Terminal } from './terminal.ts';
import { exitCode, type Verb } from './verb.ts';
import { withAnyEngine } from './with-engine.ts';

const help = `Usage: assay doctor [--json] [--project DIR]

Prints what this installation has: versions, the tfjs backends that load, the
browser, Electron's runtime. Exit code 1 when something that Assay needs is
broken; what is merely absent does not count.

  --json           the report as JSON on standard output (docs/cli.md)
  --project DIR    the project folder (default: the nearest one upward)`;

const colours = { ok: 'green', absent: 'yellow', broken: 'red' } as const;

export const doctorVerb: Verb = { help, run: runDoctor };

async function runDoctor(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = parseArguments(args, {
    verb: 'doctor',
    options: { json: { type: 'boolean' } },
    positionals: [],
  });
  const report = await withAnyEngine({ project: values.project, terminal }, ({ client }) =>
    client.project.doctor({}),
  );
  if (values.json) terminal.json(report);
  else printDoctor(terminal, report);
  return report.items.some((item) => item.status === 'broken') ? exitCode.failed : exitCode.done;
}

function printDoctor(terminal: Terminal, { items }: DoctorReport): void {
  const labelWidth = Math.max(...items.map((item) => item.label.length));
  for (const { status, label, detail } of items) {
    const word = terminal.paint(colours[status], status.padEnd(6));
    terminal.out(`${word}  ${label.padEnd(labelWidth)}  ${printable(detail)}`);
  }
}
