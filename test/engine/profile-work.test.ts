import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { DatasetVersionId, JobId } from '../../core/contract/ids.ts';
import type { JobEvent } from '../../core/contract/job.ts';
import type { EngineClient } from '../../core/engine/index.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { endOf, loadCsv, openEngine } from './open-engine.ts';

/** Enough rows for the detectors to be at work for a moment. */
const text = `id,size,town,label\n${Array.from(
  { length: 4_000 },
  (_, i) => `${i},${(i * 37) % 1_000},town ${i % 7},${i % 3 === 0 ? 'yes' : 'no'}`,
).join('\n')}\n`;

async function start() {
  const folder = temporaryFolder();
  const engine = openEngine(folder);
  onTestFinished(() => engine.close());
  const version = await loadCsv(engine, folder, text);
  return { folder, engine, client: engine.client, version };
}

/** The job that computes a profile of the version, once one does. */
async function runningJob(client: EngineClient, version: DatasetVersionId): Promise<JobId> {
  return vi.waitFor(async () => {
    const { job } = await client.profile.running({ version });
    if (job === null) throw new Error('no profile is being computed');
    return job;
  });
}

describe('the profile of a new version', () => {
  it('begins with its draft, can be watched from there, and is the profile of the proposed target', async () => {
    const { engine, client, version } = await start();
    expect(await client.profile.running({ version })).toEqual({ job: null });
    const drafted = client.experiment.draft({ version });
    const job = await runningJob(client, version);
    const parts: JobEvent[] = [];
    const watched = (async () => {
      for await (const event of await client.job.watch({ job }))
        if (event.kind === 'profile-part') parts.push(event);
    })();
    const { target } = (await drafted).spec;
    expect(target).toEqual({ column: 'label' });
    expect(await client.profile.start({ version, target })).toEqual({ job });
    expect((await endOf(engine, job)).status).toBe('done');
    await watched;
    const profile = await client.profile.get({ version, target });
    expect(profile?.columns).toHaveLength(4);
    expect(parts.flatMap((part) => (part.kind === 'profile-part' ? part.columns : []))).toHaveLength(4);
    expect(parts.flatMap((part) => (part.kind === 'profile-part' ? part.issues : []))).toHaveLength(
      profile?.issues.length ?? 0,
    );
    expect(await client.profile.running({ version })).toEqual({ job: null });
    expect(await client.job.list({})).toHaveLength(2);
  });

  it('is not begun again for the draft once a profile is there, also after a restart', async () => {
    const { folder, engine, client, version } = await start();
    const { job } = await client.profile.start({ version, target: { column: 'town' } });
    await endOf(engine, job);
    await engine.close();
    const again = openEngine(folder);
    onTestFinished(() => again.close());
    expect((await again.client.experiment.draft({ version })).spec.target).toEqual({ column: 'label' });
    expect(await again.client.profile.running({ version })).toEqual({ job: null });
  });

  it('leaves the draft a target when it is stopped', async () => {
    const { client, version } = await start();
    const drafted = client.experiment.draft({ version });
    const job = await runningJob(client, version);
    await client.job.cancel({ job });
    expect((await drafted).spec.target).toEqual({ column: 'label' });
    const next = await client.profile.start({ version, target: { column: 'label' } });
    expect(next.job).not.toBe(job);
  });

  it('of another target is a job of its own', async () => {
    const { client, version } = await start();
    const one = await client.profile.start({ version, target: { column: 'label' } });
    const other = await client.profile.start({ version, target: { column: 'town' } });
    expect(other.job).not.toBe(one.job);
    expect(await client.profile.start({ version, target: { column: 'label' } })).toEqual(one);
    expect(await client.profile.running({ version })).toEqual({ job: other.job });
  });
});
