import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient, ORPCError } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import type { DatasetVersionId, RunId } from '../../core/contract/ids.ts';
import type { JobEvent } from '../../core/contract/job.ts';
import { jsonSerializers } from '../../core/contract/serializers.ts';
import {
  type BrowserHost,
  createEngine,
  type Engine,
  type EngineClient,
  serveBrowser,
} from '../../core/engine/index.ts';

let directory: string;
let engine: Engine;
let host: BrowserHost;
let version: DatasetVersionId;
let run: RunId;
const clients: Record<string, EngineClient> = {};
const sockets: WebSocket[] = [];

async function end(client: EngineClient, job: string): Promise<Extract<JobEvent, { kind: 'state' }>['job']> {
  for await (const event of await client.job.watch({ job: job as never })) {
    if (event.kind === 'state' && event.job.status !== 'running') return event.job;
  }
  throw new Error('the stream ended without an end of the job');
}

async function connectSocket(): Promise<{ client: EngineClient; socket: WebSocket }> {
  const opened = await fetch(host.url, { redirect: 'manual' });
  cookie ||= opened.headers.get('set-cookie')?.split(';')[0] ?? '';
  const origin = `http://127.0.0.1:${host.port}`;
  const socket = new WebSocket(`ws://127.0.0.1:${host.port}/rpc`, { headers: { cookie, origin } });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  sockets.push(socket);
  const websocket = socket as unknown as globalThis.WebSocket;
  return {
    client: createORPCClient(new SocketLink({ websocket, customJsonSerializers: jsonSerializers })),
    socket,
  };
}
let cookie = '';

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'assay-contract-'));
  engine = createEngine({
    projectDirectory: join(directory, 'project'),
    host: 'browser',
    now: () => new Date(),
  });
  host = await serveBrowser({ engine, rendererDirectory: directory });
  const { port1, port2 } = new MessageChannel();
  engine.connect(port2 as never);
  port2.start();
  port1.start();
  clients.direct = engine.client;
  clients.port = createORPCClient(
    new PortLink({ port: port1 as never, customJsonSerializers: jsonSerializers }),
  );
  clients.socket = (await connectSocket()).client;

  const rows = Array.from(
    { length: 60 },
    (_, i) => `${i % 7 === 0 ? 'inf' : i % 11 === 0 ? 'nan' : i / 3},${i % 3 === 0 ? 'yes' : 'no'}`,
  );
  await writeFile(join(directory, 'odd.csv'), `value,class\n${rows.join('\n')}\n`);
  const loaded = await end(
    engine.client,
    (await engine.client.dataset.load({ path: join(directory, 'odd.csv') })).job,
  );
  if (loaded.result?.kind !== 'version') throw new Error(JSON.stringify(loaded));
  version = loaded.result.version;
  const { spec } = await engine.client.experiment.propose({ version, target: { column: 'class' } });
  const fitted = await end(
    engine.client,
    (
      await engine.client.run.start({
        spec: { ...spec, learners: [{ kind: 'prior' }, { kind: 'single-feature' }] },
      })
    ).job,
  );
  if (fitted.result?.kind !== 'run') throw new Error(JSON.stringify(fitted));
  run = fitted.result.run;
});

afterAll(async () => {
  for (const socket of sockets) socket.terminate();
  await host.close();
  await engine.close();
  await rm(directory, { recursive: true, force: true });
});

describe.each(['direct', 'port', 'socket'])('the contract over %s', (name) => {
  const client = (): EngineClient => {
    const found = clients[name];
    if (!found) throw new Error(`no client ${name}`);
    return found;
  };

  it('carries infinity and NaN in cells', async () => {
    const { rows } = await client().dataset.rows({ version });
    expect(rows[0]?.[0]).toBe(Number.POSITIVE_INFINITY);
    expect(rows[11]?.[0]).toBeNaN();
    expect(rows[1]?.[0]).toBe(1 / 3);
  });

  it('carries typed arrays bit for bit', async () => {
    const { curve } = await client().run.curve({ run, learner: 'single-feature' });
    const direct = await engine.client.run.curve({ run, learner: 'single-feature' });
    expect(curve.threshold).toBeInstanceOf(Float64Array);
    expect(curve).toEqual(direct.curve);
    expect(curve.threshold.length).toBeGreaterThan(1);
  });

  it('carries an expected failure with its code and its words', async () => {
    const unknown = '0'.repeat(64) as DatasetVersionId;
    const error = await client()
      .dataset.get({ version: unknown })
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ORPCError);
    expect(error).toMatchObject({ code: 'VERSION_UNKNOWN' });
    expect((error as Error).message).toContain('000000');
  });

  it('refuses input that does not fit, and names the field', async () => {
    const error = await client()
      .dataset.rows({ version, limit: -1 })
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'INPUT_INVALID' });
    expect((error as Error).message).toContain('limit');
  });

  it('streams a job from its state to its end, and fails it in words', async () => {
    const { job } = await client().dataset.load({ path: join(directory, 'none.csv') });
    const ended = await end(client(), job);
    expect(ended).toMatchObject({ status: 'failed', error: { code: 'FILE_MISSING' } });
  });

  it('lets go of a stream that the caller leaves', async () => {
    const { spec } = await client().experiment.propose({ version, target: { column: 'class' } });
    const learners = [{ kind: 'mlp' as const, maxEpochs: 5000, patience: 5000 }];
    const { job } = await client().run.start({
      spec: { ...spec, learners, name: `long over ${name}` } as never,
    });
    const leave = new AbortController();
    const events = await client().job.watch({ job }, { signal: leave.signal });
    const seen: string[] = [];
    const watching = (async () => {
      for await (const event of events) seen.push(event.kind);
    })().catch((thrown: unknown) => thrown);
    await until(() => seen.includes('epoch'));
    leave.abort();
    await watching;
    expect((await client().job.list({})).find(({ id }) => id === job)?.status).toBe('running');
    await client().job.cancel({ job });
    expect((await end(client(), job)).status).toBe('cancelled');
    expect((await client().run.list({})).length).toBe(1);
  });
});

it('rejects calls that are under way when the engine goes away', async () => {
  const { client, socket } = await connectSocket();
  const pending = client.job.list({}).then(() => client.project.doctor({}));
  const outcome = pending.then(
    () => 'answered',
    () => 'rejected',
  );
  await client.project.get({});
  socket.terminate();
  expect(await outcome).toBe('rejected');
});

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 3000 && !condition(); i++) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(condition()).toBe(true);
}
