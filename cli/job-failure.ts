/** A job that did not end well. `code` is the engine's error code; CANCELLED after Ctrl-C. */
export class JobFailure extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'JobFailure';
    this.code = code;
  }
}
