/** The command was typed wrongly: exit code 2. `verb` names the help text that says how it is typed. */
export class UsageError extends Error {
  readonly verb: string | null;

  constructor(message: string, verb: string | null = null) {
    super(message);
    this.name = 'UsageError';
    this.verb = verb;
  }
}
