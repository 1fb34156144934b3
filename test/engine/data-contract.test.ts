import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
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

describe('a contract with a relation to another dataset', () => {
  const customers = (count: number) =>
    `customer_id,city\n${Array.from({ length: count }, (_, i) => `C${i},town ${i % 3}`).join('\n')}\n`;
  const orders = (used: number) =>
    `order_id,customer_id\n${Array.from({ length: 90 }, (_, i) => `${i + 1},C${i % used}`).join('\n')}\n`;

  async function loadAs(engine: ReturnType<typeof open>, folder: string, name: string, text: string) {
    const path = join(folder, `${name}.csv`);
    writeFileSync(path, text);
    const { result, error } = await endOf(engine, (await engine.client.dataset.load({ path })).job);
    if (result?.kind !== 'version') throw new Error(`not loaded: ${error?.message}`);
    return result.version;
  }

  it('is learned where the project has that dataset, and looks new versions up in its latest version', async () => {
    const folder = temporaryFolder();
    const engine = open(folder, 'cli');
    const { client } = engine;
    const first = await loadAs(engine, folder, 'orders', orders(30));
    expect(await client.dataContract.learn({ version: first })).not.toContain('relations:');
    await loadAs(engine, folder, 'customers', customers(40));
    const text = await client.dataContract.learn({ version: first });
    expect(text).toContain('dataset: customers');
    await client.dataContract.save({ dataset: 'orders', text });

    expect(await client.dataContract.check({ version: first })).toMatchObject({ holds: true });
    const second = await loadAs(engine, folder, 'orders', orders(45));
    const broken = await client.dataContract.check({ version: second });
    expect(broken.rules[0]).toMatchObject({ rule: 'inclusion', status: 'fail', count: 10 });
    expect(broken.rules[0]?.found).toContain('customers v1');
    expect(await client.dataContract.standings({ dataset: 'orders' })).toMatchObject([
      { version: second, holds: false, failed: 1, notChecked: 0 },
      { version: first, holds: true },
    ]);

    await loadAs(engine, folder, 'customers', customers(50));
    expect(await client.dataContract.standings({ dataset: 'orders' })).toEqual([]);
    expect(await client.dataContract.check({ version: second })).toMatchObject({ holds: true });
  });

  it('is not checked, and says so, where there is no such dataset; a version that is given stands for it', async () => {
    const folder = temporaryFolder();
    const engine = open(folder, 'cli');
    const { client } = engine;
    const version = await loadAs(engine, folder, 'orders', orders(30));
    const text =
      'contract: 1\nname: orders\ncolumns: [{ name: order_id }]\nrelations:\n  - { columns: [customer_id], dataset: people, to: [customer_id], inclusion: 1 }\n';
    await client.dataContract.save({ dataset: 'orders', text });
    expect(await client.dataContract.check({ version })).toMatchObject({
      holds: true,
      rules: [{ status: 'not checked', rule: 'inclusion' }, { status: 'pass' }],
    });
    expect(await client.dataContract.standings({ dataset: 'orders' })).toMatchObject([{ notChecked: 1 }]);
    const few = await loadAs(engine, folder, 'customers', customers(29));
    const check = await client.dataContract.check({ version, text, references: { people: few } });
    expect(check.rules[0]).toMatchObject({ status: 'fail', count: 3 });
  });

  it('to the dataset itself looks its own rows up', async () => {
    const folder = temporaryFolder();
    const engine = open(folder, 'cli');
    const version = await loadAs(engine, folder, 'staff', 'id,boss\n1,\n2,1\n3,9\n');
    const text =
      'contract: 1\nname: staff\ncolumns: [{ name: id }]\nrelations:\n  - { columns: [boss], dataset: staff, to: [id], inclusion: 1 }\n';
    const { rules } = await engine.client.dataContract.check({ version, text });
    expect(rules[0]).toMatchObject({ status: 'fail', count: 1, evidence: [{ row: 3, value: 9 }] });
  });
});
