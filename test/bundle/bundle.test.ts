import { cp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPromise } from 'yauzl';
import { archiveStream } from '../../core/bundle/archive.ts';
import { type ExportBundleOptions, exportBundle } from '../../core/bundle/export-bundle.ts';
import { importBundle, type VerifiedBundle } from '../../core/bundle/import-bundle.ts';
import { verifyBundle } from '../../core/bundle/verify-bundle.ts';
import type { WorkEvent } from '../../core/contract/job.ts';
import { sha256 } from '../../core/shared/canonical-json.ts';
import { makeRun, readers, temporaryFolder } from './sample-run.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let run: ExportBundleOptions;

beforeAll(async () => {
  folder = await temporaryFolder();
  run = await makeRun(folder.path);
  await exportBundle(run);
});
afterAll(() => folder[Symbol.asyncDispose]());

const verify = (path: string) => verifyBundle({ path, temporaryDirectory: folder.path, ...readers });
const failedChecks = async (path: string) =>
  (await verify(path)).checks.filter((check) => check.status === 'fail').map((check) => check.id);

/** The run with some of its files changed before it is exported: a bundle that is consistent but wrong. */
async function exportChanged(name: string, change: (directory: string) => Promise<void>): Promise<string> {
  const runDirectory = join(folder.path, `run-${name}`);
  await cp(run.runDirectory, runDirectory, { recursive: true });
  await change(runDirectory);
  const outputPath = join(folder.path, `${name}.zip`);
  await exportBundle({ ...run, runDirectory, outputPath });
  return outputPath;
}

describe('export', () => {
  test('a run exported twice, in different time zones, gives the same bytes', async () => {
    const zone = process.env.TZ;
    const digests: string[] = [];
    for (const tz of ['UTC', 'America/New_York', 'Asia/Kathmandu']) {
      process.env.TZ = tz;
      const outputPath = join(folder.path, 'again.zip');
      digests.push((await exportBundle({ ...run, outputPath })).digest);
      expect(await readFile(outputPath)).toEqual(await readFile(run.outputPath));
    }
    process.env.TZ = zone;
    expect(new Set(digests).size).toBe(1);
  });

  test('the bytes of an archive are those of format version 1, so that old bundles keep verifying', async () => {
    const large = join(folder.path, 'large.bin');
    await writeFile(large, Buffer.alloc(5 * 1024 * 1024, 7));
    const entries = [
      { path: 'manifest.json', content: Buffer.from('{}') },
      { path: 'model/a/large.bin', file: large, bytes: 5 * 1024 * 1024 },
    ];
    const chunks: Buffer[] = [];
    for await (const chunk of archiveStream(entries, '2024-03-10T02:30:15Z')) chunks.push(chunk);
    expect(sha256(Buffer.concat(chunks))).toBe(
      '12f1df5e1d845e41367be69f5068feb570a8026627b313390bf3c19414ea8d45',
    );
  });

  test('only what belongs to a bundle is in it, and the source path keeps its file name only', async () => {
    await writeFile(join(run.runDirectory, 'notes.tmp'), 'left over');
    const { manifest } = await exportBundle({ ...run, outputPath: join(folder.path, 'files.zip') });
    await rm(join(run.runDirectory, 'notes.tmp'));
    expect(manifest.files.map((file) => file.path)).toEqual([
      'README.txt',
      `data/${run.data?.dataset.id}.parquet`,
      'data/dataset.json',
      'env.json',
      'log.ndjson',
      'metrics.json',
      'model/mlp/model.json',
      'model/mlp/weights.bin',
      'predictions.parquet',
      'recipe.json',
      'spec.assay.yaml',
      'spec.json',
    ]);
    expect((await readFile(run.outputPath)).includes('/home/someone')).toBe(false);
  });

  test('checksums.txt names the SHA-256 of every other file, as sha256sum prints it', async () => {
    const zip = await openPromise(run.outputPath);
    const contents = new Map<string, Buffer>();
    for await (const entry of zip.eachEntry()) {
      contents.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
    }
    const sums = [...contents]
      .filter(([path]) => path !== 'checksums.txt')
      .map(([path, content]) => `${sha256(content)}  ${path}\n`);
    expect(contents.get('checksums.txt')?.toString()).toBe(
      sums.sort((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1)).join(''),
    );
    expect(sums).toHaveLength(13);
  });

  test('a run folder that lacks a file is refused and leaves no file behind', async () => {
    const outputPath = join(folder.path, 'none.zip');
    const runDirectory = join(folder.path, 'half');
    await cp(run.runDirectory, runDirectory, { recursive: true });
    await rm(join(runDirectory, 'metrics.json'));
    await expect(exportBundle({ ...run, runDirectory, outputPath })).rejects.toMatchObject({
      code: 'RUN_UNKNOWN',
      message: expect.stringContaining('metrics.json'),
    });
    expect((await readdir(folder.path)).filter((name) => name.includes('none'))).toEqual([]);
  });

  test('a link among the model files is refused', async () => {
    await expect(
      exportChanged('linked', (directory) => symlink('/etc/passwd', join(directory, 'model', 'mlp', 'x'))),
    ).rejects.toMatchObject({ code: 'BUNDLE_MALFORMED' });
  });

  test('stopping leaves the older file as it was', async () => {
    const before = await readFile(run.outputPath);
    await expect(exportBundle({ ...run, signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    expect(await readFile(run.outputPath)).toEqual(before);
    expect((await readdir(folder.path)).filter((name) => name.endsWith('.partial'))).toEqual([]);
  });
});

describe('verify', () => {
  test('an exported bundle passes every check', async () => {
    const events: WorkEvent[] = [];
    const report = await verifyBundle({
      path: run.outputPath,
      temporaryDirectory: folder.path,
      ...readers,
      onProgress: (event) => events.push(event),
    });
    expect(report.checks.map((check) => [check.id, check.status])).toEqual(
      ['archive', 'manifest', 'files', 'checksums', 'bytes', 'spec', 'environment', 'metrics', 'data'].map(
        (id) => [id, 'pass'],
      ),
    );
    expect(report.isIntact).toBe(true);
    expect(report.manifest?.run).toBe(run.run);
    expect(report.digest).toBe(sha256(await readFile(run.outputPath)));
    expect(events.length).toBeGreaterThan(5);
    expect((await readdir(folder.path)).filter((name) => name.startsWith('bundle-'))).toEqual([]);
  });

  test('a bundle without data passes, and does not claim to have checked data', async () => {
    const outputPath = join(folder.path, 'lean.zip');
    await exportBundle({ ...run, data: null, specYaml: null, outputPath });
    const report = await verify(outputPath);
    expect(report.isIntact).toBe(true);
    expect(report.checks.map((check) => check.id)).not.toContain('data');
  });

  test('changed metrics are found although every checksum fits', async () => {
    const path = await exportChanged('metrics', async (directory) => {
      const file = join(directory, 'metrics.json');
      const text = await readFile(file, 'utf8');
      await writeFile(file, text.replace(/"rocAuc":0\.\d+/, '"rocAuc":0.99'));
    });
    expect(await failedChecks(path)).toEqual(['metrics']);
  });

  test('a changed experiment is found although every checksum fits', async () => {
    const path = await exportChanged('spec', async (directory) => {
      const file = join(directory, 'spec.json');
      await writeFile(file, (await readFile(file, 'utf8')).replace('"seed":7', '"seed":8'));
    });
    expect(await failedChecks(path)).toContain('spec');
  });

  test('other data than the experiment names is found although every checksum fits', async () => {
    const parquetPath = join(run.runDirectory, 'predictions.parquet');
    const outputPath = join(folder.path, 'data.zip');
    await exportBundle({ ...run, data: run.data && { ...run.data, parquetPath }, outputPath });
    expect(await failedChecks(outputPath)).toEqual(['data']);
  });

  test('bytes before, behind or between the files are found', async () => {
    const bytes = await readFile(run.outputPath);
    const path = join(folder.path, 'padded.zip');
    for (const changed of [
      Buffer.concat([bytes, Buffer.from('x')]),
      Buffer.concat([Buffer.from('x'), bytes]),
      bytes.subarray(0, -1),
      bytes.subarray(0, bytes.length / 2),
    ]) {
      await writeFile(path, changed);
      expect((await verify(path)).isIntact).toBe(false);
    }
  });

  test('a missing file and a folder are refused by name', async () => {
    await expect(verify(join(folder.path, 'nowhere.zip'))).rejects.toMatchObject({ code: 'FILE_MISSING' });
    await expect(verify(folder.path)).rejects.toMatchObject({ code: 'FILE_NOT_A_FILE' });
  });

  test('stopping rejects and removes what was extracted', async () => {
    await expect(
      verifyBundle({
        path: run.outputPath,
        temporaryDirectory: folder.path,
        ...readers,
        signal: AbortSignal.abort(),
      }),
    ).rejects.toMatchObject({ code: 'CANCELLED' });
    expect((await readdir(folder.path)).filter((name) => name.startsWith('bundle-'))).toEqual([]);
  });
});

describe('import', () => {
  test('the verified files are handed over, once, and the private folder is removed', async () => {
    const runs = new Map<string, string>();
    const adopt = async (bundle: VerifiedBundle) => {
      runs.set(bundle.manifest.run, await readFile(join(bundle.directory, 'spec.json'), 'utf8'));
      expect(bundle.dataset?.sourcePath).toBe('loans.csv');
      expect(bundle.metrics.models.map((model) => model.key)).toEqual(['prior', 'mlp']);
    };
    const again = () =>
      importBundle({
        path: run.outputPath,
        temporaryDirectory: folder.path,
        ...readers,
        hasRun: (id) => runs.has(id),
        adopt,
      });
    expect(await again()).toMatchObject({ run: run.run, wasPresent: false });
    expect(await again()).toMatchObject({ run: run.run, wasPresent: true });
    expect(runs.size).toBe(1);
    expect((await readdir(folder.path)).filter((name) => name.startsWith('bundle-'))).toEqual([]);
  });

  test('a changed bundle and a file that is none are refused with a reason', async () => {
    const path = join(folder.path, 'changed.zip');
    const bytes = await readFile(run.outputPath);
    const at = bytes.indexOf('"layers"');
    bytes[at + 1] = 0x4c;
    await writeFile(path, bytes);
    const attempt = () =>
      importBundle({
        path,
        temporaryDirectory: folder.path,
        ...readers,
        hasRun: () => false,
        adopt: () => expect.unreachable(),
      });
    await expect(attempt()).rejects.toMatchObject({
      code: 'BUNDLE_CORRUPT',
      message: expect.stringContaining('model/mlp/model.json'),
    });
    await writeFile(path, 'not a zip');
    await expect(attempt()).rejects.toMatchObject({ code: 'BUNDLE_MALFORMED' });
  });
});
