import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { type BrowserHost, serveBrowser } from '../../core/engine/http-server.ts';
import { createEngine, type Engine } from '../../core/engine/index.ts';

let directory: string;
let engine: Engine;
let host: BrowserHost;
let cookie: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'assay-http-'));
  await writeFile(join(directory, 'index.html'), '<!doctype html>page');
  await writeFile(join(directory, 'secret.txt'), 'outside');
  engine = createEngine({
    projectDirectory: join(directory, 'project'),
    host: 'browser',
    now: () => new Date(),
  });
  host = await serveBrowser({ engine, rendererDirectory: directory });
  const answer = await ask('/', { search: new URL(host.url).search });
  cookie = String(answer.headers['set-cookie']?.[0]).split(';')[0] ?? '';
});

afterAll(async () => {
  await host.close();
  await engine.close();
  await rm(directory, { recursive: true, force: true });
});

interface Asked {
  method?: string;
  search?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** A request that is not normalised on its way, as an attacker would send it. */
function ask(path: string, { method = 'GET', search = '', headers = {}, body }: Asked = {}) {
  return new Promise<{
    status: number;
    headers: Record<string, string | string[] | undefined>;
    text: string;
  }>((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port: host.port,
        path: path + search,
        method,
        headers: { host: `127.0.0.1:${host.port}`, ...headers },
      },
      (response) => {
        let text = '';
        response.on('data', (chunk) => (text += chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

function openSocket(headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${host.port}/rpc`, { headers });
    socket.on('open', () => {
      socket.close();
      resolve(101);
    });
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0));
    socket.on('error', reject);
  });
}

describe('browser host', () => {
  const own = () => `http://127.0.0.1:${host.port}`;

  it('opens a session for the token once and takes it out of the address', async () => {
    expect(cookie).toMatch(/^assay-\d+=.{40,}/);
    const again = await ask('/', { search: new URL(host.url).search });
    expect(again.status).toBe(403);
    expect(again.text).toContain('assay serve');
    const withSession = await ask('/', { search: new URL(host.url).search, headers: { cookie } });
    expect(withSession.status).toBe(303);
    expect(withSession.headers.location).toBe('/');
  });

  it('refuses a wrong token and a request without a session', async () => {
    expect((await ask('/', { search: '?token=wrong' })).status).toBe(403);
    expect((await ask('/')).status).toBe(403);
    expect((await ask('/files', { search: '?path=x' })).status).toBe(403);
  });

  it('serves the page with a policy that lets nothing else in', async () => {
    const page = await ask('/', { headers: { cookie } });
    expect(page.text).toContain('page');
    expect(page.headers['content-security-policy']).toContain("script-src 'self';");
    expect(page.headers['content-security-policy']).not.toContain('unsafe-eval');
    expect(page.headers['x-content-type-options']).toBe('nosniff');
  });

  it('refuses a Host header of another name', async () => {
    const rebound = await ask('/', { headers: { cookie, host: 'evil.example' } });
    expect(rebound.status).toBe(403);
  });

  it('refuses a write or a socket from another origin', async () => {
    const foreign = { cookie, origin: 'http://evil.example' };
    expect(
      (await ask('/files', { method: 'POST', search: '?name=a', headers: foreign, body: 'x' })).status,
    ).toBe(403);
    expect(
      (await ask('/files', { method: 'POST', search: '?name=a', headers: { cookie }, body: 'x' })).status,
    ).toBe(403);
    expect(await openSocket(foreign)).toBe(403);
    expect(await openSocket({ cookie })).toBe(403);
    expect(await openSocket({ origin: own() })).toBe(403);
    expect(await openSocket({ cookie, origin: own() })).toBe(101);
  });

  it.each([
    '/../secret',
    '/..%2f..%2fetc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/a\\..\\..\\x',
    '/%00',
    '/%',
    '//etc/passwd',
  ])('answers %s with not found', async (path) => {
    expect((await ask(path, { headers: { cookie } })).status).toBe(404);
  });

  it('takes an upload under a harmless name and gives files of the bundles folder only', async () => {
    const search = `?name=${encodeURIComponent('../../evil\u0000:name.csv')}`;
    const answer = await ask('/files', {
      method: 'POST',
      search,
      headers: { cookie, origin: own() },
      body: 'a,b\n1,2\n',
    });
    const { path } = JSON.parse(answer.text);
    expect(path.startsWith(join(engine.projectDirectory, 'uploads'))).toBe(true);
    expect(path.endsWith('evilname.csv')).toBe(true);
    expect(await readFile(path, 'utf8')).toBe('a,b\n1,2\n');
    const taken = await ask('/files', { search: `?path=${encodeURIComponent(path)}`, headers: { cookie } });
    expect(taken.status).toBe(404);
    const bundle = join(engine.projectDirectory, 'bundles', 'a.zip');
    await writeFile(bundle, 'zip');
    const sent = await ask('/files', { search: `?path=${encodeURIComponent(bundle)}`, headers: { cookie } });
    expect(sent.text).toBe('zip');
    expect(sent.headers['content-disposition']).toContain('a.zip');
  });
});
