import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { jsonSerializers } from '../../core/contract/serializers.ts';
import { createEngine, type Engine, type EngineClient } from '../../core/engine/index.ts';
import { createConnection } from '../../renderer/client/connection.ts';

const root = join(import.meta.dirname, '../..');
let engine: Engine;
let directory: string;
let isEngineUp = true;
const ports: MessagePort[] = [];

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'assay-connection-'));
  engine = createEngine({ projectDirectory: directory, host: 'desktop', now: () => new Date() });
});

afterAll(async () => {
  isEngineUp = true;
  for (const port of ports) port.close();
  await engine.close();
  rmSync(directory, { recursive: true, force: true });
});

/** A port to the real engine, as a host would hand it over. */
async function open() {
  if (!isEngineUp) throw new Error('The engine is away.');
  const { port1, port2 } = new MessageChannel();
  engine.connect(port2);
  port2.start();
  ports.push(port1);
  const ended = new Promise<void>((resolve) => port1.once('close', () => resolve()));
  const link = new RPCLink({ port: port1, customJsonSerializers: [...jsonSerializers] });
  port1.start();
  return { link, ended };
}

test('a call waits for the first link, fails with ENGINE_DOWN while it is away, and works again after', async () => {
  const connection = createConnection(open);
  const client: EngineClient = createORPCClient(connection.link);
  const states: string[] = [];
  connection.subscribe(() => states.push(connection.state()));
  expect((await client.project.get({})).host).toBe('desktop');

  isEngineUp = false;
  ports.at(-1)?.close();
  await expect.poll(() => connection.state()).toBe('down');
  await expect(client.project.get({})).rejects.toMatchObject({ code: 'ENGINE_DOWN' });

  isEngineUp = true;
  await expect.poll(() => connection.state(), { timeout: 10_000 }).toBe('open');
  expect((await client.project.get({})).host).toBe('desktop');
  expect(states).toEqual(expect.arrayContaining(['open', 'down', 'open']));
});

test('a call and a stream that are under way when the link ends fail, and do not hang', async () => {
  const connection = createConnection(open);
  const client: EngineClient = createORPCClient(connection.link);
  const { job } = await client.dataset.loadSample({ file: 'spambase.csv' });
  const stream = await client.job.watch({ job });
  await stream.next();
  const pending = client.dataset.inspect({ path: join(root, 'sample-data/spambase.csv') });
  const outcomes = Promise.allSettled([pending, drain(stream)]);
  await new Promise((resolve) => setImmediate(resolve));
  ports.at(-1)?.close();
  const [call, watching] = await outcomes;
  expect(call).toMatchObject({ status: 'rejected', reason: { code: 'ENGINE_DOWN' } });
  expect(watching).toMatchObject({ status: 'rejected' });
  await expect.poll(() => connection.state(), { timeout: 10_000 }).toBe('open');
});

test('a failure of the engine keeps its code and its words', async () => {
  const connection = createConnection(open);
  const client: EngineClient = createORPCClient(connection.link);
  const inspected = client.dataset.inspect({ path: join(directory, 'nothing.csv') });
  await expect(inspected).rejects.toMatchObject({
    code: 'FILE_MISSING',
    message: expect.stringMatching(/nothing\.csv/),
  });
});

async function drain(stream: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of stream);
}
