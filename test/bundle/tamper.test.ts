import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { exportBundle } from '../../core/bundle/export-bundle.ts';
import { importBundle } from '../../core/bundle/import-bundle.ts';
import { verifyBundle } from '../../core/bundle/verify-bundle.ts';
import { CoreError } from '../../core/errors.ts';
import { createRng } from '../../core/shared/rng.ts';
import { makeRun, readers, temporaryFolder } from './sample-run.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let original: Buffer;

beforeAll(async () => {
  folder = await temporaryFolder();
  const run = await makeRun(folder.path);
  await exportBundle({ ...run, data: null, specYaml: null });
  original = await readFile(run.outputPath);
});
afterAll(() => folder[Symbol.asyncDispose]());

async function verifyBytes(bytes: Uint8Array, name = 'changed.zip') {
  const path = join(folder.path, name);
  await writeFile(path, bytes);
  return verifyBundle({ path, temporaryDirectory: folder.path, ...readers });
}

/** Offsets of everything in the archive that is not the content of a file. */
function headerOffsets(zip: Buffer): number[] {
  const directory = zip.readUInt32LE(zip.length - 22 + 16);
  const offsets = Array.from({ length: zip.length - directory }, (_, i) => directory + i);
  for (let at = directory; zip.readUInt32LE(at) === 0x02014b50; ) {
    const start = zip.readUInt32LE(at + 42);
    const length = 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28);
    for (let i = 0; i < length; i++) offsets.push(start + i);
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return offsets;
}

async function undetected(offsets: readonly number[], seed: number): Promise<number[]> {
  const rng = createRng(seed);
  const found: number[] = [];
  const left = [...offsets];
  const work = async (_: unknown, worker: number) => {
    for (let offset = left.pop(); offset !== undefined; offset = left.pop()) {
      const bytes = Buffer.from(original);
      bytes[offset] = (bytes[offset] ?? 0) ^ (1 + rng.integer(255));
      if ((await verifyBytes(bytes, `changed-${worker}.zip`)).isIntact) found.push(offset);
    }
  };
  await Promise.all(Array.from({ length: 4 }, work));
  return found;
}

test('a change of any single byte of the headers and the directory is found', async () => {
  const offsets = headerOffsets(original);
  expect(offsets.length).toBeGreaterThan(1000);
  expect(await undetected(offsets, 11)).toEqual([]);
}, 300_000);

test('a change of any one of 2,000 bytes spread over the archive is found', async () => {
  const rng = createRng(12);
  const offsets = Array.from({ length: 2000 }, () => rng.integer(original.length));
  expect(await undetected(offsets, 13)).toEqual([]);
}, 300_000);

test('a removed, doubled or inserted byte is found', async () => {
  const rng = createRng(14);
  for (let i = 0; i < 200; i++) {
    const at = rng.integer(original.length);
    const middle = i % 2 === 0 ? Buffer.alloc(0) : Buffer.from([original[at] ?? 0, rng.integer(256)]);
    const bytes = Buffer.concat([original.subarray(0, at), middle, original.subarray(at + 1)]);
    expect((await verifyBytes(bytes)).isIntact).toBe(false);
  }
});

test('bytes of no meaning get a report that says so, and importing them a CoreError', async () => {
  const before = await readdir(folder.path);
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.boolean(), async (noise, hasEnd) => {
      const end = Buffer.from('504b0506000000000100010040000000000000000000', 'hex');
      const bytes = hasEnd ? Buffer.concat([noise, end]) : noise;
      const report = await verifyBytes(bytes);
      expect(report.isIntact).toBe(false);
      expect(report.bytes).toBe(bytes.length);
    }),
    { numRuns: 300, seed: 1 },
  );
  expect((await readdir(folder.path)).filter((name) => name !== 'changed.zip')).toEqual(
    before.filter((name) => name !== 'changed.zip'),
  );
});

test('a bundle with several changes at once is never accepted and throws nothing but CoreError', async () => {
  const change = fc.record({
    at: fc.nat({ max: 1_000_000 }),
    from: fc.nat({ max: 1_000_000 }),
    length: fc.integer({ min: 1, max: 64 }),
    nearEnd: fc.boolean(),
  });
  const importBytes = async (bytes: Buffer) => {
    const path = join(folder.path, 'imported.zip');
    await writeFile(path, bytes);
    const adopt = () => Promise.reject(new Error('adopted a changed bundle'));
    return importBundle({
      path,
      temporaryDirectory: folder.path,
      ...readers,
      hasRun: () => false,
      adopt,
    });
  };
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
      const bytes = Buffer.from(original);
      for (const { at, from, length, nearEnd } of changes) {
        const span = nearEnd ? 2000 : bytes.length;
        bytes.copy(
          bytes,
          bytes.length - 1 - (at % span),
          from % bytes.length,
          (from % bytes.length) + length,
        );
      }
      if (bytes.equals(original)) return;
      const error = await importBytes(bytes).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(CoreError);
      expect(['BUNDLE_CORRUPT', 'BUNDLE_MALFORMED']).toContain(error instanceof CoreError && error.code);
    }),
    { numRuns: 300, seed: 2 },
  );
});

interface Hostile {
  readonly path: string;
  readonly content?: string;
  readonly mode?: number;
  readonly compress?: boolean;
}

async function zipOf(files: readonly Hostile[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const { path, content = '', mode = 0o100644, compress = false } of files) {
    zip.addBuffer(Buffer.from(content), path, { mode, compress, mtime: new Date(2024, 0, 1) });
  }
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** Writes a path that yazl itself refuses to write, by replacing a name of the same length. */
async function zipWithPath(path: string): Promise<Buffer> {
  const held = `model/${'x'.repeat(path.length - 6)}`;
  return Buffer.from((await zipOf([{ path: held }])).toString('latin1').replaceAll(held, path), 'latin1');
}

test.each([
  '../../escaped.txt',
  'model/../../escaped.txt',
  '/tmp/escaped.txt',
  'C:/windows/escaped.txt',
  'model\\..\\..\\escaped',
  'model/con.txt',
  'model/a/.hidden',
  'model/nul\u0000l.txt',
  'other/file.txt',
  'data/short.parquet',
])('a file of the path %j is refused before anything is written', async (path) => {
  const report = await verifyBytes(await zipWithPath(path));
  expect(report.checks).toMatchObject([{ id: 'archive', status: 'fail' }]);
  expect(report.manifest).toBeNull();
});

test('links, compressed files, doubles and a file that is also a folder are refused', async () => {
  const hostile: Record<string, Hostile[]> = {
    'not a plain file': [{ path: 'model/link', content: '/etc/passwd', mode: 0o120777 }],
    'not stored plainly': [{ path: 'manifest.json', content: '0'.repeat(1_000_000), compress: true }],
    'occurs twice': [{ path: 'model/a' }, { path: 'model/A' }],
    'both a file and a folder': [{ path: 'model/a' }, { path: 'model/a/b' }],
    'There is no manifest.json': [{ path: 'spec.json', content: '{}' }],
    'not JSON': [{ path: 'manifest.json', content: '{' }],
  };
  for (const [reason, files] of Object.entries(hostile)) {
    const report = await verifyBytes(await zipOf(files));
    expect(report.isIntact).toBe(false);
    expect(report.checks.at(-1)?.detail).toContain(reason);
  }
});

test('files that overlap, to claim more than the archive holds, are refused', async () => {
  const zip = await zipOf([
    { path: 'model/a', content: 'x'.repeat(1000) },
    { path: 'model/b', content: 'y'.repeat(10) },
  ]);
  const second = zip.lastIndexOf('model/b') - 46;
  zip.writeUInt32LE(1000, second + 20);
  zip.writeUInt32LE(1000, second + 24);
  const report = await verifyBytes(zip);
  expect(report.checks.at(-1)?.detail).toContain('more than the archive has');
});
