import { describe, expect, it } from 'vitest';
import { ownPageOnly } from '../../scripts/dev-session.ts';

const check = ownPageOnly(5173);
const own = { host: '127.0.0.1:5173', origin: 'http://127.0.0.1:5173' };

describe('the development proxy', () => {
  it('passes what its own page asks for', () => {
    expect(check({ method: 'GET', headers: { ...own, upgrade: 'websocket' } })).toBeNull();
    expect(check({ method: 'POST', headers: own })).toBeNull();
    expect(check({ method: 'GET', headers: { host: 'localhost:5173' } })).toBeNull();
  });

  it.each([
    ['GET', { ...own, origin: 'https://example.com', upgrade: 'websocket' }],
    ['POST', { ...own, origin: 'https://example.com' }],
    ['POST', { host: own.host }],
    ['GET', { host: own.host, upgrade: 'websocket' }],
    ['GET', { host: 'rebound.example.com', origin: 'http://rebound.example.com' }],
    ['GET', {}],
  ])('refuses %s with %j', (method, headers) => {
    expect(check({ method, headers })).toBe(false);
  });
});
