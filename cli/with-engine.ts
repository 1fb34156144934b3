import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { JobId } from '../core/contract/ids.ts';
import type { JobResult } from '../core/contract/job.ts';
import type { Engine, EngineClient } from '../core/engine/index.ts';
import { followJob } from './follow-job.ts';
import { interruptible } from './interrupt.ts';
import type { Terminal } from './terminal.ts';

/** An open project, for as long as one command runs. */
export interface Session {
  readonly engine: Engine;
  readonly client: EngineClient;
  /** Aborts on Ctrl-C. */
  readonly signal: AbortSignal;
  /** Shows the job's progress and gives its result. Throws JobFailure; CANCELLED after Ctrl-C. */
  follow(started: Promise<{ job: JobId }>): Promise<JobResult>;
}

/**
 * Opens the project of a command, making it if need be, and lets go of it when the work is over. The project is the
 * folder given by `--project`, else the nearest one upward, else ./assay-project. The engine is imported only here
 * and where it is used, so that help and wrong usage answer at once.
 */
export async function withEngine<Result>(
  options: { project: string | undefined; terminal: Terminal; host?: 'cli' | 'browser' },
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  return open({ ...options, directory: await projectDirectory(options.project) }, work);
}

/**
 * The same for a command that needs an engine but keeps nothing: without `--project` and without a project upward
 * it works in a temporary folder that is gone afterwards.
 */
export async function withAnyEngine<Result>(
  options: { project: string | undefined; terminal: Terminal },
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const { project, terminal } = options;
  const found = await projectDirectory(project);
  if (project !== undefined || existsSync(found)) return open({ directory: found, terminal }, work);
  const directory = await mkdtemp(join(tmpdir(), 'assay-'));
  try {
    return await open({ directory: join(directory, 'project'), terminal }, work);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function projectDirectory(given: string | undefined): Promise<string> {
  if (given !== undefined) return resolve(given);
  const { findProject } = await import('../core/engine/index.ts');
  return findProject(process.cwd());
}

async function open<Result>(
  options: { directory: string; terminal: Terminal; host?: 'cli' | 'browser' },
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const { directory, terminal, host = 'cli' } = options;
  const { createEngine } = await import('../core/engine/index.ts');
  return interruptible(async (signal) => {
    const engine = createEngine({ projectDirectory: directory, host, now: () => new Date() });
    const { client } = engine;
    const follow = (started: Promise<{ job: JobId }>) => followJob({ client, terminal, signal, started });
    try {
      return await work({ engine, client, signal, follow });
    } finally {
      await engine.close();
    }
  });
}
