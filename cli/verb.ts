import type { Terminal } from './terminal.ts';

/**
 * Exit codes: done, the job failed, wrong usage (a contract that is none is one), done but not all could be checked, a
 * file to check cannot be loaded, stopped by Ctrl-C.
 */
export const exitCode = {
  done: 0,
  failed: 1,
  usage: 2,
  unchecked: 3,
  unloadable: 4,
  interrupted: 130,
} as const;

/** One command of `assay`. */
export interface Verb {
  /** The whole help text. */
  readonly help: string;
  /** Does it, and gives the exit code. Throws UsageError, or whatever the job failed with. */
  run(args: readonly string[], terminal: Terminal): Promise<number>;
}
