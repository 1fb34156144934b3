import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { datasetVersionId, type JobId } from '../../core/contract/ids.ts';
import { createEngine } from '../../core/engine/index.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** An engine over an empty project, what waits for its jobs, and what loads a text as a CSV file. */
function openEngine() {
  const directory = temporaryFolder();
  const engine = createEngine({
    projectDirectory: join(directory, 'project'),
    host: 'browser',
    now: () => new Date(),
  });
  onTestFinished(() => engine.close());
  const { client } = engine;

  async function finish(started: Promise<{ job: JobId }>) {
    const { job: id } = await started;
    for await (const event of await client.job.watch({ job: id })) {
      if (event.kind === 'state' && event.job.status !== 'running') return event.job;
    }
    throw new Error('The job has no end');
  }

  async function load(name: string, text: string) {
    const path = join(directory, `${name}.csv`);
    writeFileSync(path, text);
    const job = await finish(client.dataset.load({ path }));
    if (job.result?.kind !== 'version') throw new Error(job.message);
    return job.result.version;
  }

  return { engine, client, finish, load };
}

test('keeps relations by versions, makes a join a version with its parents, and answers the same join from there', async () => {
  const { engine, client, finish, load } = openEngine();
  const orders = await load(
    'orders',
    `order_id,customer_id\n${Array.from({ length: 60 }, (_, i) => `${i + 1},C${i % 12}`).join('\n')}\n`,
  );
  const customers = await load(
    'customers',
    `customer_id,city\n${Array.from({ length: 10 }, (_, i) => `C${i},town ${i % 3}`).join('\n')}\n`,
  );
  const versions = [orders, customers];
  expect(await client.relation.get({ versions })).toBeNull();
  const related = await finish(client.relation.infer({ versions }));
  expect(related).toMatchObject({ status: 'done', result: { kind: 'relations' } });
  const graph = await client.relation.get({ versions: [customers, orders] });
  expect(graph?.edges).toMatchObject([
    { from: orders, to: customers, cardinality: 'n:1', child: { unmatchedRows: 10 } },
  ]);

  const request = { left: orders, right: customers, on: [{ left: 'customer_id', right: 'customer_id' }] };
  const made = await finish(client.relation.join({ ...request, name: 'orders with city' }));
  if (made.result?.kind !== 'version') throw new Error(made.message);
  const { version } = made.result;
  expect(await client.dataset.get({ version })).toMatchObject({
    name: 'orders with city',
    number: 1,
    rowCount: 60,
  });
  const { rows } = await client.dataset.rows({ version, offset: 9, limit: 3 });
  expect(rows).toEqual([
    [10, 'C9', 'town 0'],
    [11, 'C10', null],
    [12, 'C11', null],
  ]);
  expect(await client.relation.origin({ version })).toEqual({
    parents: [orders, customers],
    join: { ...request, kind: 'left', columns: {} },
  });
  expect(await client.relation.origin({ version: orders })).toEqual({ parents: [], join: null });
  const again = await finish(client.relation.join(request));
  expect(again.result).toEqual(made.result);
  expect(
    readdirSync(join(engine.projectDirectory, 'data')).filter((file) => file.endsWith('.parquet')),
  ).toHaveLength(3);

  const empty = await finish(
    client.relation.join({ ...request, on: [{ left: 'customer_id', right: 'city' }], kind: 'inner' }),
  );
  expect(empty.error).toMatchObject({ code: 'TABLE_EMPTY' });
});

test('refuses versions that it does not have', async () => {
  const unknown = datasetVersionId.parse('f'.repeat(64));
  const { client } = openEngine();
  await expect(client.relation.infer({ versions: [unknown, unknown] })).rejects.toMatchObject({
    code: 'VERSION_UNKNOWN',
  });
});
