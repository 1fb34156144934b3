import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appSchemePrivileges } from '../../electron/app-origin.ts';
import { answerAppRequest, appFilePath } from '../../electron/app-protocol.ts';

const base = mkdtempSync(join(tmpdir(), 'assay-protocol-'));
const root = join(base, 'renderer');

beforeAll(() => {
  mkdirSync(join(root, 'assets'), { recursive: true });
  writeFileSync(join(root, 'index.html'), '<!doctype html>');
  writeFileSync(join(root, 'assets', 'main.js'), 'export {};');
  writeFileSync(join(root, 'assets', 'notes.secret'), 'x');
  writeFileSync(join(base, 'secret.json'), '{}');
});
afterAll(() => rmSync(base, { recursive: true }));

const get = (url: string) => answerAppRequest(root, { url, method: 'GET' });

describe('the app protocol', () => {
  it('serves the page and its assets with their types', async () => {
    const page = await get('assay://app/');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await page.text()).toBe('<!doctype html>');
    const script = await get('assay://app/assets/main.js?v=1');
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  it('sends a policy that allows no code but its own with every answer', async () => {
    for (const url of ['assay://app/', 'assay://app/missing.js']) {
      const policy = (await get(url)).headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|\*|https?:/);
    }
  });

  it.each([
    'assay://app/../secret.json',
    'assay://app/..%2fsecret.json',
    'assay://app/%2e%2e/secret.json',
    'assay://app/assets/%2e%2e%2f%2e%2e%2fsecret.json',
    'assay://app/..%5csecret.json',
    'assay://app/%00/secret.json',
    'assay://app/%E0%A4%A',
    'assay://app/assets',
    'assay://app/assets/notes.secret',
    'assay://other/index.html',
    'file:///etc/passwd',
  ])('does not answer %s with a file', async (url) => {
    expect((await get(url)).status).toBe(404);
  });

  it('never maps a URL outside its directory', () => {
    const piece = fc.constantFrom(
      '..',
      '.',
      '%2e%2e',
      '%2f',
      '%5c',
      '\\',
      '/',
      'a',
      '%00',
      '%252e',
      '?',
      '#',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const path = appFilePath(root, `assay://app/${pieces.join('')}`);
        expect(path === null || path.startsWith(`${root}/`)).toBe(true);
      }),
    );
  });

  it('is for reading only', async () => {
    expect((await answerAppRequest(root, { url: 'assay://app/', method: 'POST' })).status).toBe(405);
  });

  it('is a secure origin that cannot go round the policy', () => {
    const privileges: Record<string, boolean> = { ...appSchemePrivileges.privileges };
    expect(privileges).toMatchObject({ standard: true, secure: true });
    expect(privileges.bypassCSP ?? false).toBe(false);
    expect(privileges.allowServiceWorkers ?? false).toBe(false);
  });
});
