import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { isAppUrl } from './app-origin.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

const securityHeaders = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** Answers a request for `assay://app/…` with a file below `rendererDirectory`. */
export async function answerAppRequest(
  rendererDirectory: string,
  request: { readonly url: string; readonly method: string },
): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, 'Only reading is possible.');
  const path = appFilePath(rendererDirectory, request.url);
  const contentType = path === null ? undefined : contentTypes[extname(path)];
  if (path === null || contentType === undefined) return refuse(404, 'Not found.');
  try {
    const body = await readFile(path);
    return new Response(new Uint8Array(body), {
      headers: { ...securityHeaders, 'content-type': contentType },
    });
  } catch {
    return refuse(404, 'Not found.');
  }
}

/**
 * The file that a URL of the app stands for; null when it is of another origin or would leave the directory.
 * URL parsing resolves plain and encoded dot segments; what an encoded slash hides is caught after decoding.
 */
export function appFilePath(rendererDirectory: string, url: string): string | null {
  if (!isAppUrl(url)) return null;
  const pathname = decodePath(new URL(url).pathname);
  if (pathname === null || /[\0\\]/.test(pathname) || pathname.split('/').includes('..')) return null;
  const path = join(rendererDirectory, pathname === '/' ? 'index.html' : pathname);
  return path.startsWith(join(rendererDirectory, sep)) ? path : null;
}

function decodePath(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}

function refuse(status: number, message: string): Response {
  return new Response(message, {
    status,
    headers: { ...securityHeaders, 'content-type': 'text/plain; charset=utf-8' },
  });
}
