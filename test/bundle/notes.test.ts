import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPromise } from 'yauzl';
import { type ExportBundleOptions, exportBundle } from '../../core/bundle/export-bundle.ts';
import { importBundle } from '../../core/bundle/import-bundle.ts';
import { verifyBundle } from '../../core/bundle/verify-bundle.ts';
import { versionNotes } from '../../core/contract/version.ts';
import { makeRun, readers, temporaryFolder } from './sample-run.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let run: ExportBundleOptions;

beforeAll(async () => {
  folder = await temporaryFolder();
  run = await makeRun(folder.path);
});
afterAll(() => folder[Symbol.asyncDispose]());

const notes = versionNotes.parse({
  licence: 'CC BY 4.0',
  source: 'city archive\n"2019"',
  retention: '2031-12-31',
});
const check = (path: string) => verifyBundle({ path, temporaryDirectory: folder.path, ...readers });

describe('notes on the data of a run', () => {
  test.each([true, false])('travel in its bundle, with the data or without: %s', async (includesData) => {
    const outputPath = join(folder.path, `notes-${includesData}.zip`);
    await exportBundle({ ...run, data: includesData ? run.data : null, notes, outputPath });
    const report = await check(outputPath);
    expect(report).toMatchObject({ isIntact: true, notes });
    expect(report.checks.find(({ id }) => id === 'notes')).toMatchObject({
      status: 'pass',
      detail: 'They say something of source, licence, how long it may be kept.',
    });
    let adopted: unknown = null;
    await importBundle({
      path: outputPath,
      temporaryDirectory: folder.path,
      ...readers,
      hasRun: () => false,
      adopt: async (bundle) => {
        adopted = bundle.notes;
      },
    });
    expect(adopted).toEqual(notes);
  });

  test('are told of in README.txt, and stand there in one order whatever order they came in', async () => {
    const [one, other] = [join(folder.path, 'one.zip'), join(folder.path, 'other.zip')];
    await exportBundle({ ...run, notes, outputPath: one });
    const turned = Object.fromEntries(Object.entries(notes).reverse());
    await exportBundle({ ...run, notes: versionNotes.parse(turned), outputPath: other });
    expect(await readFile(one)).toEqual(await readFile(other));
    const zip = await openPromise(one);
    let readme = '';
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName === 'README.txt') readme = await text(await zip.openReadStreamPromise(entry));
    }
    expect(readme).toContain('data/notes.json');
  });

  test('that are none leave no trace', async () => {
    const outputPath = join(folder.path, 'none.zip');
    const { manifest } = await exportBundle({ ...run, notes: null, outputPath });
    expect(manifest.files.map(({ path }) => path)).not.toContain('data/notes.json');
    const report = await check(outputPath);
    expect(report.checks.map(({ id }) => id)).not.toContain('notes');
    expect('notes' in report).toBe(false);
  });

  test('that are no notes make the bundle one that cannot be trusted', async () => {
    const outputPath = join(folder.path, 'odd.zip');
    await exportBundle({ ...run, notes: { ...notes, retention: 'for ever' }, outputPath });
    const report = await check(outputPath);
    expect(report.isIntact).toBe(false);
    expect(report.checks.filter(({ status }) => status === 'fail')).toMatchObject([
      { id: 'notes', detail: expect.stringContaining('data/notes.json is not valid at "retention"') },
    ]);
    expect('notes' in report).toBe(false);
  });
});
