import { readFile } from 'node:fs/promises';
import { JobFailure } from './job-failure.ts';
import { printableLines } from './printable.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';
import { exitCode, type Verb } from './verb.ts';
import { verbs } from './verbs.ts';

/** Does what was typed after `assay` and gives the exit code. Failures are told on standard error. */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await dispatch(args, terminal);
  } catch (error) {
    return report(error, terminal);
  }
}

async function dispatch([first, ...rest]: readonly string[], terminal: Terminal): Promise<number> {
  if (first === '--version' || first === '-V') {
    terminal.out(await packageVersion());
    return exitCode.done;
  }
  if (first === '--help' || first === '-h' || first === 'help') {
    terminal.out(rest[0] ? (await verbOf(rest[0])).help : generalHelp());
    return exitCode.done;
  }
  if (first === undefined) throw new UsageError(`A command is missing.\n\n${generalHelp()}`);
  const verb = await verbOf(first);
  const untilDashes = rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest;
  if (untilDashes.includes('--help') || untilDashes.includes('-h')) {
    terminal.out(verb.help);
    return exitCode.done;
  }
  return verb.run(rest, terminal);
}

async function verbOf(name: string): Promise<Verb> {
  const entry = verbs.get(name);
  if (entry) return entry.load();
  throw new UsageError(`"${name}" is no command; there are ${[...verbs.keys()].join(', ')}.`);
}

function generalHelp(): string {
  const lines = [...verbs].map(([name, { summary }]) => `  ${name.padEnd(9)}${summary}`);
  return `Usage: assay COMMAND …

Experiment notebook and evaluation workbench for tabular machine learning.

${lines.join('\n')}

  assay COMMAND --help   how a command is used
  assay --version        the version

Every command takes --project DIR: the folder that holds datasets and runs
(default: the nearest one upward, else ./assay-project).
Exit codes: 0 done, 1 failed, 2 wrong usage, 130 stopped by Ctrl-C.`;
}

async function packageVersion(): Promise<string> {
  const manifest: { version: string } = JSON.parse(
    await readFile(new URL('../package.json', import.meta.url), 'utf8'),
  );
  return manifest.version;
}

function report(error: unknown, terminal: Terminal): number {
  const message = error instanceof Error ? error.message : String(error);
  const prefix = terminal.paintErr('red', 'assay:');
  terminal.err(`${prefix} ${printableLines(message)}`);
  if (error instanceof UsageError) {
    terminal.err(`assay ${error.verb ? `${error.verb} ` : ''}--help shows how it is used.`);
    return exitCode.usage;
  }
  if (process.env.ASSAY_DEBUG && error instanceof Error) terminal.err(stackOf(error));
  if (error instanceof JobFailure && error.exit !== null) return error.exit;
  return codeOf(error) === 'CANCELLED' ? exitCode.interrupted : exitCode.failed;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}

function stackOf(error: Error): string {
  const cause = error.cause instanceof Error ? `\ncaused by ${stackOf(error.cause)}` : '';
  return `${error.stack ?? error.message}${cause}`;
}
