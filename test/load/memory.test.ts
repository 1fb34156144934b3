import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createGzip } from 'node:zlib';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { temporaryFolder } from '../support/temporary-folder.ts';

const answer = z.object({ end: z.string(), rowCount: z.number(), peakMb: z.number() });
/** What a process holds with nothing loaded, and DuckDB's limit in these tests. */
const emptyMb = 150;
const limitMb = 256;

function* repeated(head: string, piece: string, times: number): Generator<string> {
  yield head;
  for (let i = 0; i < times; i++) yield piece;
}

async function load(name: string, pieces: Iterable<string | Buffer>): Promise<z.infer<typeof answer>> {
  const folder = temporaryFolder();
  const path = join(folder, name);
  const isPacked = name.endsWith('.gz');
  const source = Readable.from(pieces);
  const target = createWriteStream(path);
  await (isPacked ? pipeline(source, createGzip(), target) : pipeline(source, target));
  const script = join(import.meta.dirname, '../support/load-measured.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script, path, folder, String(limitMb)]);
  return answer.parse(JSON.parse(stdout));
}

const line = `${Array.from({ length: 20 }, (_, i) => `some text ${i}`).join(',')}\n`;
const names = `${Array.from({ length: 20 }, (_, i) => `c${i}`).join(',')}\n`;

it.each([
  ['large.csv, of 250 MB', 'loaded', () => repeated(names, line.repeat(1000), 1_000)],
  [
    'cells.csv, with 100 cells of 1 MB',
    'loaded',
    () => repeated('a,b\n', `1,${'x'.repeat(1_000_000)}\n`, 100),
  ],
  ['bomb.csv.gz, of 600 MB unpacked', 'LIMIT_EXCEEDED', () => repeated('a\n', '0'.repeat(2 ** 20), 600)],
  ['deep.json, a million brackets deep', 'JSON_MALFORMED', () => repeated('', '['.repeat(1000), 1000)],
  ['wide.csv, of 20,000 columns', 'LIMIT_EXCEEDED', () => repeated('', `${'x,'.repeat(20_000)}y\n`, 200)],
])('memory stays bounded: %s', { timeout: 120_000 }, async (name, end, pieces) => {
  const loaded = await load(name.split(',')[0] ?? name, pieces());
  expect(loaded.end).toBe(end);
  // The limit binds DuckDB; a file's bytes on their way, its buffers outside the limit and our own heap come on top.
  expect(loaded.peakMb).toBeLessThan(emptyMb + limitMb + 400);
});
