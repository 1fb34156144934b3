/**
 * A job that did not end well. `code` is the engine's error code; CANCELLED after Ctrl-C. `exit` is the exit code of the
 * command, where it has one of its own for this.
 */
export class JobFailure extends Error {
  readonly code: string;
  readonly exit: number | null;

  constructor(code: string, message: string, exit: number | null = null) {
    super(message);
    this.name = 'JobFailure';
    this.code = code;
    this.exit = exit;
  }
}
