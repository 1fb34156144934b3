import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, realpath, rm, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { basename, join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { toCoreError } from './error-map.ts';

/**
 * Takes the request's body as a file of the project's uploads folder and answers `{ path }`. The name keeps its
 * last part only. An upload that breaks off leaves nothing.
 */
export async function receiveFile(
  request: IncomingMessage,
  response: ServerResponse,
  options: { uploadsDirectory: string; name: string },
): Promise<void> {
  const directory = join(options.uploadsDirectory, randomUUID());
  const path = join(directory, safeName(options.name));
  try {
    await mkdir(directory, { recursive: true });
    await pipeline(request, createWriteStream(path, { flags: 'wx' }));
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ path }));
  } catch (thrown) {
    await rm(directory, { recursive: true, force: true });
    const { code, message } = toCoreError(thrown);
    if (!response.headersSent && !response.destroyed) {
      response.writeHead(507, { 'content-type': 'application/json' }).end(JSON.stringify({ code, message }));
    }
  }
}

/** Sends a file that lies in `directory` as a download; anything else is 404. Links out of it do not count as in it. */
export async function sendFile(
  response: ServerResponse,
  options: { directory: string; path: string },
): Promise<void> {
  const real = await realpath(options.path).catch(() => null);
  const root = await realpath(options.directory).catch(() => null);
  const facts = real ? await stat(real) : null;
  if (!real || !root || !real.startsWith(root + sep) || !facts?.isFile()) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found');
    return;
  }
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-length': facts.size,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(basename(real))}`,
  });
  await pipeline(createReadStream(real), response).catch(() => response.destroy());
}

/** The last part of a file name, without what file systems refuse. */
function safeName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const cleaned = [...last]
    .filter((character) => character >= ' ' && !'<>:"|?*'.includes(character))
    .join('');
  const short = cleaned.length > 180 ? cleaned.slice(0, 120) + cleaned.slice(-60) : cleaned;
  return short.replace(/^\.+/, '') || 'upload';
}
