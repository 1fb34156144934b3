import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { WebSocketServer } from 'ws';
import type { Engine } from './engine.ts';
import { receiveFile, sendFile } from './http-files.ts';
import { createHttpGuard, type HttpGuard } from './http-guard.ts';
import { serveStatic } from './http-static.ts';

export interface BrowserHost {
  /** With the one-time token. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves the renderer and the engine on 127.0.0.1 only. `port` 0 takes a free one. The token in the URL opens one
 * session, kept in a cookie; every request's Host, and every write's and WebSocket's Origin, must be this server.
 */
export async function serveBrowser(options: {
  engine: Engine;
  rendererDirectory: string;
  port?: number;
}): Promise<BrowserHost> {
  const { engine } = options;
  const server = createServer();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 * 1024 });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const guard = createHttpGuard(port);

  server.on('request', (request, response) => {
    for (const [name, value] of Object.entries(securityHeaders(port))) response.setHeader(name, value);
    void answer({ request, response, guard, ...options });
  });
  server.on('upgrade', (request, socket, head) => {
    const isAllowed =
      pathOf(request).pathname === '/rpc' &&
      guard.isOwnHost(request) &&
      guard.isOwnOrigin(request) &&
      guard.hasSession(request);
    if (!isAllowed) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (websocket) => engine.accept(websocket));
  });

  return {
    url: `http://127.0.0.1:${port}/?token=${guard.token}`,
    port,
    async close() {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  guard: HttpGuard;
  engine: Engine;
  rendererDirectory: string;
}

async function answer({ request, response, guard, engine, rendererDirectory }: Exchange): Promise<void> {
  const { pathname, searchParams } = pathOf(request);
  if (!guard.isOwnHost(request) || !guard.isOwnOrigin(request)) return refuse(response, 'Not this address.');
  const token = searchParams.get('token');
  if (pathname === '/' && token !== null) {
    const cookie = guard.redeem(token);
    if (!cookie && !guard.hasSession(request)) {
      return refuse(response, 'This link was used before. Start "assay serve" again for a new one.');
    }
    response.writeHead(303, { location: '/', ...(cookie ? { 'set-cookie': cookie } : {}) }).end();
    return;
  }
  if (!guard.hasSession(request)) return refuse(response, 'Open the link that "assay serve" printed.');
  if (pathname === '/files' && request.method === 'POST') {
    const uploadsDirectory = join(engine.projectDirectory, 'uploads');
    return receiveFile(request, response, { uploadsDirectory, name: searchParams.get('name') ?? '' });
  }
  if (request.method !== 'GET') return refuse(response, 'Not a way to ask.');
  if (pathname === '/files') {
    const directory = join(engine.projectDirectory, 'bundles');
    return sendFile(response, { directory, path: searchParams.get('path') ?? '' });
  }
  return serveStatic(rendererDirectory, pathname, response);
}

function refuse(response: ServerResponse, message: string): void {
  response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8' }).end(message);
}

function pathOf(request: IncomingMessage): URL {
  return new URL(request.url ?? '/', 'http://127.0.0.1');
}

function securityHeaders(port: number): Record<string, string> {
  return {
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data: blob:",
      "font-src 'self' data:",
      `connect-src 'self' ws://127.0.0.1:${port} ws://localhost:${port}`,
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  };
}
