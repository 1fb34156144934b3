import type { WriteStream } from 'node:tty';
import { styleText } from 'node:util';

type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'cyan';

/** Where a command writes: results to `out`, progress and errors to `err`. */
export interface Terminal {
  /** One line of the result. */
  out(line?: string): void;
  /** One line beside the result. */
  err(line?: string): void;
  /** The result as JSON, two spaces deep. */
  json(value: unknown): void;
  /** Text as it stands on standard error, for a progress bar. */
  rawErr(text: string): void;
  /** Coloured where standard output is a terminal that wants colours. */
  paint(style: Style, text: string): string;
  paintErr(style: Style, text: string): string;
  /** Columns to lay text out in: the terminal's, at most 100; 80 in a pipe. */
  readonly columns: number;
  readonly isOutTerminal: boolean;
  readonly isErrTerminal: boolean;
}

/** The terminal of this process. NO_COLOR and FORCE_COLOR are respected. */
export function processTerminal(): Terminal {
  const { stdout, stderr } = process;
  return {
    out: (line = '') => void stdout.write(`${line}\n`),
    err: (line = '') => void stderr.write(`${line}\n`),
    json: (value) => void stdout.write(`${JSON.stringify(value, null, 2)}\n`),
    rawErr: (text) => void stderr.write(text),
    paint: (style, text) => paintFor(stdout, style, text),
    paintErr: (style, text) => paintFor(stderr, style, text),
    columns: stdout.isTTY ? Math.min(100, Math.max(40, stdout.columns || 80)) : 80,
    isOutTerminal: stdout.isTTY === true,
    isErrTerminal: stderr.isTTY === true && process.env.TERM !== 'dumb',
  };
}

function paintFor(stream: WriteStream, style: Style, text: string): string {
  return styleText(style, text, { stream, validateStream: true });
}
