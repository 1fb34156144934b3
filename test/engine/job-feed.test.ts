import { describe, expect, it } from 'vitest';
import { jobId } from '../../core/contract/ids.ts';
import type { Job, JobEvent } from '../../core/contract/job.ts';
import { createJobs, type JobHistory } from '../../core/engine/jobs.ts';
import { CoreError } from '../../core/errors.ts';

function memory(): JobHistory & { saved: Job[] } {
  const byId = new Map<string, Job>();
  const saved: Job[] = [];
  return {
    saved,
    save: (job) => {
      saved.push(job);
      byId.set(job.id, job);
    },
    get: (id) => byId.get(id) ?? null,
    list: () => [...byId.values()].reverse(),
  };
}

async function collect(events: AsyncIterable<JobEvent>): Promise<JobEvent[]> {
  const all: JobEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

const epoch = (n: number) =>
  ({ kind: 'epoch', learner: 'mlp', epoch: n, maxEpochs: 3, trainLoss: 1, validationLoss: 1 }) as const;
const title = { kind: 'run', title: 'Run' } as const;

describe('jobs', () => {
  it('replays what happened to a late watcher, then tells the rest, and ends with the result', async () => {
    const jobs = createJobs({ history: memory(), now: () => new Date(0) });
    const gate = Promise.withResolvers<void>();
    const id = jobs.start(title, async ({ report }) => {
      report(epoch(1));
      report({ kind: 'progress', message: 'first', done: 1, total: 4 });
      report({ kind: 'progress', message: 'second', done: 2, total: 4 });
      await gate.promise;
      report(epoch(2));
      return { kind: 'bundle', path: '/b' };
    });
    const watching = collect(jobs.watch(id));
    await new Promise((resolve) => setImmediate(resolve));
    gate.resolve();
    const events = await watching;
    const told = events.map((event) =>
      event.kind === 'epoch'
        ? event.epoch
        : event.kind === 'progress'
          ? event.message
          : event.kind === 'state'
            ? event.job.status
            : '-',
    );
    expect(told).toEqual(['running', 1, 'second', 2, 'done']);
    expect(events.at(-1)).toMatchObject({ job: { status: 'done', progress: 1, result: { path: '/b' } } });
  });

  it('cancels by aborting the signal, and says cancelled rather than failed', async () => {
    const history = memory();
    const jobs = createJobs({ history, now: () => new Date(0) });
    const id = jobs.start(
      title,
      ({ signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(new CoreError('CANCELLED', 'Stopped on request.')));
        }),
    );
    jobs.cancel(id);
    const events = await collect(jobs.watch(id));
    expect(events.at(-1)).toMatchObject({ job: { status: 'cancelled', error: null } });
    expect(history.list()[0]).toMatchObject({ status: 'cancelled', endedAt: '1970-01-01T00:00:00.000Z' });
  });

  it('answers with the job that runs when the same is started again, until it was cancelled or has ended', async () => {
    const jobs = createJobs({ history: memory(), now: () => new Date(0) });
    const start = (key: string) =>
      jobs.start({ ...title, key }, async ({ signal }) => {
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        throw new CoreError('CANCELLED', 'Stopped on request.');
      });
    const first = start('a');
    expect(start('a')).toBe(first);
    expect(start('b')).not.toBe(first);
    jobs.cancel(first);
    const second = start('a');
    expect(second).not.toBe(first);
    expect(start('a')).toBe(second);
    jobs.cancel(second);
    await collect(jobs.watch(second));
    const third = start('a');
    expect(third).not.toBe(second);
    await jobs.close();
  });

  it('keeps a failure with its code and words', async () => {
    const jobs = createJobs({ history: memory(), now: () => new Date(0) });
    const id = jobs.start(title, async () => {
      throw new CoreError('CSV_EMPTY', 'The file is empty.');
    });
    const events = await collect(jobs.watch(id));
    expect(events.at(-1)).toMatchObject({
      job: { status: 'failed', error: { code: 'CSV_EMPTY', message: 'The file is empty.' } },
    });
  });

  it('stops telling a watcher that has gone, and goes on', async () => {
    const jobs = createJobs({ history: memory(), now: () => new Date(0) });
    const gate = Promise.withResolvers<void>();
    const id = jobs.start(title, async () => {
      await gate.promise;
      return { kind: 'bundle', path: '/b' };
    });
    const leave = new AbortController();
    const watching = collect(jobs.watch(id, leave.signal));
    await new Promise((resolve) => setImmediate(resolve));
    leave.abort();
    expect((await watching).length).toBe(1);
    expect(jobs.list()[0]?.status).toBe('running');
    gate.resolve();
    expect((await collect(jobs.watch(id))).at(-1)).toMatchObject({ job: { status: 'done' } });
  });

  it('names an unknown job', () => {
    const jobs = createJobs({ history: memory(), now: () => new Date(0) });
    expect(() => jobs.cancel(jobId.parse('nobody'))).toThrow(/nobody/);
  });
});
