import { copyFile, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { resultOfKind } from './follow-job.ts';
import { printable } from './printable.ts';
import { resolveRun } from './resolve-run.ts';
import type { Terminal } from './terminal.ts';
import { exitCode } from './verb.ts';
import { withEngine } from './with-engine.ts';

/** Writes a run's bundle and prints its path, the only line on standard output. */
export async function exportBundle(options: {
  terminal: Terminal;
  run: string;
  includeData: boolean;
  allowPersonalData: boolean;
  output?: string;
  project?: string;
}): Promise<number> {
  const { terminal, includeData, allowPersonalData } = options;
  return withEngine({ project: options.project, terminal }, async ({ client, follow }) => {
    const run = await resolveRun(client, options.run);
    const { path } = resultOfKind(
      await follow(client.bundle.export({ run, includeData, allowPersonalData })),
      'bundle',
    );
    const written = options.output === undefined ? path : await copyTo(path, resolve(options.output));
    terminal.out(printable(written));
    return exitCode.done;
  });
}

/** A copy that is there whole or not at all. */
async function copyTo(from: string, to: string): Promise<string> {
  const partial = join(dirname(to), `.assay-${process.pid}.partial`);
  try {
    await copyFile(from, partial);
    await rename(partial, to);
  } catch (error) {
    await rm(partial, { force: true });
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The bundle could not be written to ${to}: ${reason}. It lies at ${from}.`, {
      cause: error,
    });
  }
  return to;
}
