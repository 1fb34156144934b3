import type { IncomingMessage } from 'node:http';

/** Redeems the one-time link of the browser host; answers with the cookie of the session. */
export async function openSession(url: string): Promise<string> {
  const response = await fetch(url, { redirect: 'manual' });
  const cookie = response.headers.get('set-cookie')?.split(';')[0];
  if (!cookie) throw new Error(`The engine's host gave no session: ${response.status}`);
  return cookie;
}

/**
 * For the development proxy, which adds the session by itself: passes requests of its own page only, so that no
 * other page in the same browser can borrow the session. False refuses.
 */
export function ownPageOnly(
  port: number,
): (request: Pick<IncomingMessage, 'headers' | 'method'>) => false | null {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  return ({ headers, method }) => {
    const { host = '', origin } = headers;
    const isOwn = origin === undefined ? method === 'GET' && !headers.upgrade : origin === `http://${host}`;
    return isOwn && hosts.includes(host) ? null : false;
  };
}
