import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Decides who may talk to the browser host. */
export interface HttpGuard {
  /** Goes into the printed URL; opens one session. */
  readonly token: string;
  /** True when the Host header names this server, which a page of another site that was rebound to it cannot do. */
  isOwnHost(request: IncomingMessage): boolean;
  /** True when the request comes from this server's own page (or from no page at all, for plain reads). */
  isOwnOrigin(request: IncomingMessage): boolean;
  hasSession(request: IncomingMessage): boolean;
  /** The Set-Cookie header of a new session if the token is right and was not used before, else null. */
  redeem(token: string): string | null;
}

/** A guard with a fresh token. `port` is where the server listens. */
export function createHttpGuard(port: number): HttpGuard {
  const token = randomBytes(24).toString('base64url');
  const session = randomBytes(32).toString('base64url');
  const cookie = `assay-${port}`;
  const hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`]);
  let isUsed = false;

  return {
    token,
    isOwnHost: ({ headers }) => hosts.has(headers.host ?? ''),
    isOwnOrigin({ headers, method }) {
      if (headers.origin === undefined) return method === 'GET' && headers.upgrade === undefined;
      return headers.origin === `http://${headers.host}`;
    },
    hasSession({ headers }) {
      const cookies = (headers.cookie ?? '').split(';').map((part) => part.trim());
      return cookies.some(
        (part) => part.startsWith(`${cookie}=`) && isEqual(part.slice(cookie.length + 1), session),
      );
    },
    redeem(given) {
      if (isUsed || !isEqual(given, token)) return null;
      isUsed = true;
      return `${cookie}=${session}; HttpOnly; SameSite=Strict; Path=/`;
    },
  };
}

function isEqual(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
