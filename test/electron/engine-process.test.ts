import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MessagePort } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EngineSupervisor } from '../../electron/engine-supervisor.ts';
import { superviseEngine } from '../../electron/engine-supervisor.ts';
import { openDesktopWindow } from './desktop-window.ts';
import { forkEngineProcess } from './forked-engine.ts';

let folder = '';
let pids: number[] = [];
let failures: string[] = [];
let supervisor: EngineSupervisor<MessagePort>;

function supervise(projectDirectory: string): EngineSupervisor<MessagePort> {
  return superviseEngine<MessagePort>({
    fork() {
      const child = forkEngineProcess(projectDirectory);
      pids.push(child.pid);
      return child;
    },
    schedule(run, delayMs) {
      const timer = setTimeout(run, delayMs);
      return () => clearTimeout(timer);
    },
    onDeath: () => {},
    onFailure: ({ message }) => void failures.push(message),
  });
}

const latestPid = () => pids.at(-1) ?? 0;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-desktop-'));
  pids = [];
  failures = [];
  supervisor = supervise(join(folder, 'project'));
});
afterEach(async () => {
  await supervisor.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('the engine in a process of its own', () => {
  it('answers the window over a port, as the desktop host', async () => {
    const { client } = await openDesktopWindow(supervisor);
    expect(await client.project.get({})).toMatchObject({ host: 'desktop', path: join(folder, 'project') });
  });

  it('serves two windows at once, each over its own port', async () => {
    const first = await openDesktopWindow(supervisor);
    await first.until('open');
    const second = await openDesktopWindow(supervisor);
    const [samples, settings] = await Promise.all([
      first.client.dataset.samples({}),
      second.client.project.settings({}),
    ]);
    expect(samples.length).toBeGreaterThan(0);
    expect(settings.theme).toBe('system');
    expect(pids).toHaveLength(1);
  });

  it('carries typed errors and streams', async () => {
    const { client } = await openDesktopWindow(supervisor);
    await expect(client.dataset.loadSample({ file: 'none.csv' })).rejects.toMatchObject({
      code: 'SAMPLE_UNKNOWN',
    });
    const { job } = await client.dataset.loadSample({ file: 'penguins.csv' });
    const kinds: string[] = [];
    let last = '';
    for await (const event of await client.job.watch({ job })) {
      kinds.push(event.kind);
      if (event.kind === 'state') last = event.job.status;
    }
    expect(kinds[0]).toBe('state');
    expect(last).toBe('done');
    expect(await client.dataset.list({})).toHaveLength(1);
  });

  it('comes back after a kill, and the same client works on', async () => {
    const window = await openDesktopWindow(supervisor);
    const { path } = await window.client.project.get({});
    process.kill(latestPid(), 'SIGKILL');
    await window.until('down');
    await window.until('open');
    expect(await window.client.project.get({})).toMatchObject({ path });
    expect(pids).toHaveLength(2);
  });

  it('rejects a call that was under way with ENGINE_DOWN when it is killed', async () => {
    const window = await openDesktopWindow(supervisor);
    await window.client.project.get({});
    process.kill(latestPid(), 'SIGSTOP');
    const call = window.client.project.get({});
    process.kill(latestPid(), 'SIGKILL');
    await expect(call).rejects.toMatchObject({ code: 'ENGINE_DOWN' });
  });

  it('marks the run that a kill broke off as interrupted, and ends its stream', async () => {
    const window = await openDesktopWindow(supervisor);
    const { client } = window;
    const load = await client.dataset.loadSample({ file: 'penguins.csv' });
    for await (const _event of await client.job.watch({ job: load.job }));
    const [version] = await client.dataset.list({});
    if (!version) throw new Error('nothing was loaded');
    const { spec } = await client.experiment.draft({ version: version.id });
    const learners = [{ kind: 'mlp' as const, maxEpochs: 10_000, patience: 10_000 }];
    const { job } = await client.run.start({ spec: { ...spec, learners: learners.map(withDefaults) } });
    const watched = async () => {
      for await (const event of await client.job.watch({ job })) {
        if (event.kind === 'epoch') process.kill(latestPid(), 'SIGKILL');
      }
    };
    await expect(watched()).rejects.toThrow();
    await window.until('down');
    await window.until('open');
    const jobs = await client.job.list({});
    expect(jobs.find(({ id }) => id === job)).toMatchObject({ status: 'interrupted' });
    expect(await client.run.list({})).toEqual([]);
  });

  it('says why a project cannot be opened, and is not started again', async () => {
    await supervisor.stop();
    const path = join(folder, 'not-a-folder');
    writeFileSync(path, 'x');
    pids = [];
    supervisor = supervise(path);
    const window = openDesktopWindow(supervisor);
    await expect.poll(() => failures, { timeout: 20_000 }).toHaveLength(1);
    expect(failures[0]).toContain(path);
    expect(pids).toHaveLength(1);
    await window;
  });

  it('ends with its parent, closing the project first', async () => {
    const window = await openDesktopWindow(supervisor);
    await window.client.project.get({});
    await supervisor.stop();
    expect(existsSync(join(folder, 'project/assay.db-wal'))).toBe(false);
    expect(() => process.kill(latestPid(), 0)).toThrow();
  });
});

function withDefaults(learner: { kind: 'mlp'; maxEpochs: number; patience: number }) {
  return { hidden: [64, 32], learningRate: 0.003, batchSize: 64, dropout: 0.1, l2: 0.0001, ...learner };
}
