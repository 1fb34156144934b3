import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { DatasetVersionId } from '../../core/contract/ids.ts';
import type { VersionNotes } from '../../core/contract/version.ts';
import { createEngine, type Engine } from '../../core/engine/index.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { noon } from '../support/temporary-project.ts';
import { endOf, loadCsv } from './open-engine.ts';

function open(folder: string): Engine {
  const engine = createEngine({ projectDirectory: join(folder, 'project'), host: 'cli', now: () => noon });
  onTestFinished(() => engine.close());
  return engine;
}

const table = `a,b,bought\n${Array.from({ length: 240 }, (_, i) => {
  const noise = (i * 7919 + 13) % 101;
  return `${noise},${(i * 31) % 17},${noise + (i % 13) > 55 ? 'yes' : 'no'}`;
}).join('\n')}\n`;

const notes: VersionNotes = {
  source: 'till receipts',
  licence: 'internal use only',
  owner: 'the shop',
  retention: null,
  consent: '',
  text: '',
};

async function exportRun(engine: Engine, version: DatasetVersionId): Promise<string> {
  const { client } = engine;
  const { spec } = await client.experiment.propose({ version, target: { column: 'bought' } });
  const baseline = spec.learners.filter(({ kind }) => kind === 'prior');
  const { job } = await client.run.start({ spec: { ...spec, learners: baseline } });
  const { result, error } = await endOf(engine, job);
  if (result?.kind !== 'run') throw new Error(`not run: ${error?.message}`);
  const exported = await client.bundle.export({
    run: result.run,
    includeData: true,
    allowPersonalData: true,
  });
  const ended = await endOf(engine, exported.job);
  if (ended.result?.kind !== 'bundle') throw new Error(`not exported: ${ended.error?.message}`);
  return ended.result.path;
}

async function importInto(engine: Engine, path: string): Promise<void> {
  const { error } = await endOf(engine, (await engine.client.bundle.import({ path })).job);
  expect(error).toBeNull();
}

it('notes on a version come with the bundle of a run on it, and do not replace those that are there', async () => {
  const ours = temporaryFolder();
  const engine = open(ours);
  const version = await loadCsv(engine, ours, table);
  await engine.client.version.saveNotes({ version, notes });
  const path = await exportRun(engine, version);

  const theirs = open(temporaryFolder());
  await importInto(theirs, path);
  expect(await theirs.client.version.notes({ version })).toEqual(notes);

  const folder = temporaryFolder();
  const others = open(folder);
  await loadCsv(others, folder, table);
  const own = { ...notes, licence: 'CC0' };
  await others.client.version.saveNotes({ version, notes: own });
  await importInto(others, path);
  expect(await others.client.version.notes({ version })).toEqual(own);
});
