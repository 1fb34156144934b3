import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createEngine } from '../../core/engine/index.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { noon } from '../support/temporary-project.ts';
import { endOf } from './open-engine.ts';

function open(folder: string, host: 'browser' | 'cli' = 'browser') {
  const engine = createEngine({ projectDirectory: join(folder, 'project'), host, now: () => noon });
  onTestFinished(() => engine.close());
  return engine;
}

async function load(engine: ReturnType<typeof open>, folder: string, ages: readonly number[]) {
  const path = join(folder, 'people.csv');
  writeFileSync(path, `id,age\n${ages.map((age, i) => `p${i},${age}`).join('\n')}\n`);
  const { result, error } = await endOf(engine, (await engine.client.dataset.load({ path })).job);
  if (result?.kind !== 'version') throw new Error(`not loaded: ${error?.message}`);
  return result.version;
}

const rules = 'contract: 1\nname: people\ncolumns:\n  - name: age\n    max: 99\n';

it('a version of a dataset with a contract is checked after it is loaded, and the result is kept', async () => {
  const folder = temporaryFolder();
  const engine = open(folder);
  const { client } = engine;
  const first = await load(engine, folder, [31, 44]);
  expect(await client.dataContract.standings({ dataset: 'people' })).toEqual([]);
  await client.dataContract.save({ dataset: 'people', text: rules });

  const second = await load(engine, folder, [31, 44, 140]);
  const job = (await client.job.list({})).find(({ kind }) => kind === 'check');
  if (!job) throw new Error('no check was started');
  expect((await endOf(engine, job.id)).result).toEqual({ kind: 'check', version: second, holds: false });
  expect(await client.dataContract.standings({ dataset: 'people' })).toEqual([
    expect.objectContaining({ version: second, holds: false, failed: 1 }),
  ]);

  expect(await client.dataContract.check({ version: first })).toMatchObject({ holds: true });
  expect(await client.dataContract.standings({ dataset: 'people' })).toHaveLength(2);
  await client.dataContract.save({ dataset: 'people', text: rules.replace('99', '150') });
  expect(await client.dataContract.standings({ dataset: 'people' })).toEqual([]);
  expect(await client.dataContract.check({ version: second })).toMatchObject({ holds: true });
});

it('on the command line a load starts no check', async () => {
  const folder = temporaryFolder();
  const engine = open(folder, 'cli');
  await engine.client.dataContract.save({ dataset: 'people', text: rules });
  await load(engine, folder, [31, 140]);
  expect((await engine.client.job.list({})).map(({ kind }) => kind)).toEqual(['load']);
});

it('a contract that does not read as one is refused by line, and the kept one stays', async () => {
  const folder = temporaryFolder();
  const { client } = open(folder);
  await client.dataContract.save({ dataset: 'people', text: rules });
  await expect(
    client.dataContract.save({ dataset: 'people', text: rules.replace('max:', 'maxx:') }),
  ).rejects.toMatchObject({
    code: 'SPEC_INVALID',
    message: expect.stringContaining('line 5: unknown key "columns.0.maxx"; did you mean "max"?'),
  });
  await expect(
    client.dataContract.save({ dataset: 'people', text: `${rules}    pattern: '['\n` }),
  ).rejects.toMatchObject({ code: 'SPEC_INVALID' });
  expect(await client.dataContract.get({ dataset: 'people' })).toMatchObject({ text: rules });
  await client.dataContract.remove({ dataset: 'people' });
  expect(await client.dataContract.get({ dataset: 'people' })).toBeNull();
});

it('notes on a version are kept, and go with it', async () => {
  const folder = temporaryFolder();
  const engine = open(folder);
  const { client } = engine;
  const version = await load(engine, folder, [31, 44]);
  const empty = { source: '', licence: '', owner: '', retention: null, consent: '', text: '' };
  expect(await client.version.notes({ version })).toEqual(empty);
  const notes = { ...empty, licence: 'CC BY 4.0', retention: '2030-12-31', text: 'two\nlines' };
  await client.version.saveNotes({ version, notes });
  expect(await client.version.notes({ version })).toEqual(notes);
  await client.dataset.remove({ version });
  await expect(client.version.notes({ version })).rejects.toMatchObject({ code: 'VERSION_UNKNOWN' });
  await load(engine, folder, [31, 44]);
  expect(await client.version.notes({ version })).toEqual(empty);
});

it('a report needs the checks to have run', async () => {
  const folder = temporaryFolder();
  const engine = open(folder);
  const version = await load(engine, folder, [31, 44]);
  await expect(engine.client.profile.report({ version, target: null })).rejects.toMatchObject({
    code: 'INPUT_INVALID',
    message: expect.stringContaining('run the checks'),
  });
});
