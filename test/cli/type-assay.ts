import { runCommand } from '../../cli/command.ts';
import type { Terminal } from '../../cli/terminal.ts';

/** Types a command in this process, for what needs no engine: what is printed is kept, in no colour. */
export async function typeAssay(args: readonly string[]) {
  let stdout = '';
  let stderr = '';
  const terminal: Terminal = {
    out: (line = '') => {
      stdout += `${line}\n`;
    },
    err: (line = '') => {
      stderr += `${line}\n`;
    },
    json: (value) => {
      stdout += `${JSON.stringify(value, null, 2)}\n`;
    },
    rawErr: (text) => {
      stderr += text;
    },
    paint: (_, text) => text,
    paintErr: (_, text) => text,
    columns: 80,
    isOutTerminal: false,
    isErrTerminal: false,
  };
  const code = await runCommand(args, terminal);
  return { code, stdout, stderr };
}
