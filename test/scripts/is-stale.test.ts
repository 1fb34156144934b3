import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isStale } from '../../scripts/is-stale.ts';

let folder = '';
const at = (name: string) => join(folder, name);
const write = (name: string, seconds: number) => {
  writeFileSync(at(name), '');
  utimesSync(at(name), seconds, seconds);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-stale-'));
  mkdirSync(at('source'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a build', () => {
  it('is stale when there is none', () => {
    expect(isStale(at('built'), [at('source')])).toBe(true);
  });

  it('is stale when a source in any folder below is newer, and fresh otherwise', () => {
    write('source/a.ts', 100);
    utimesSync(at('source'), 100, 100);
    write('built', 200);
    expect(isStale(at('built'), [at('source'), at('absent')])).toBe(false);
    write('source/a.ts', 300);
    utimesSync(at('source'), 100, 100);
    expect(isStale(at('built'), [at('source')])).toBe(true);
  });
});
