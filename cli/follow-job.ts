import type { JobId } from '../core/contract/ids.ts';
import type { Job, JobResult } from '../core/contract/job.ts';
import type { EngineClient } from '../core/engine/index.ts';

import { JobFailure } from './job-failure.ts';
import { createProgress } from './progress.ts';
import type { Terminal } from './terminal.ts';

/** Shows a job's progress until it ends. `signal` cancels it. Throws JobFailure unless the job is done. */
export async function followJob(options: {
  client: EngineClient;
  terminal: Terminal;
  signal: AbortSignal;
  started: Promise<{ job: JobId }>;
}): Promise<JobResult> {
  const { client, terminal, signal } = options;
  const { job: id } = await options.started;
  const cancel = () => void client.job.cancel({ job: id });
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel, { once: true });
  const progress = createProgress(terminal);
  let last: Job | null = null;
  try {
    for await (const event of await client.job.watch({ job: id })) {
      if (event.kind === 'state') last = event.job;
      else progress.show(event);
    }
  } finally {
    progress.end();
    signal.removeEventListener('abort', cancel);
  }
  return resultOf(last);
}

function resultOf(job: Job | null): JobResult {
  if (job?.status === 'done' && job.result) return job.result;
  if (job?.status === 'cancelled') throw new JobFailure('CANCELLED', 'Stopped. Nothing was kept of it.');
  if (job?.error) throw new JobFailure(job.error.code, job.error.message);
  throw new JobFailure('ENGINE_DOWN', 'The engine stopped in the middle of the work. Run the command again.');
}

/** The id of what a job of this kind made. Throws when it made something else, which is a bug. */
export function resultOfKind<Kind extends JobResult['kind']>(
  result: JobResult,
  kind: Kind,
): Extract<JobResult, { kind: Kind }> {
  if (!isOfKind(result, kind)) throw new Error(`Invariant broken: a ${kind} job made a ${result.kind}`);
  return result;
}

function isOfKind<Kind extends JobResult['kind']>(
  result: JobResult,
  kind: Kind,
): result is Extract<JobResult, { kind: Kind }> {
  return result.kind === kind;
}
