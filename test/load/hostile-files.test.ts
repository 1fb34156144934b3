import { createWriteStream, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGzip, createZstdCompress, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { checkExpansion } from '../../core/load/expansion.ts';
import { loadText } from '../support/load-text.ts';
import { inspectIn, loadInto, temporaryProject } from '../support/temporary-project.ts';

const megabyte = 2 ** 20;

/** Zeros, piece by piece. */
function zeros(megabytes: number): Readable {
  const piece = Buffer.alloc(megabyte, '0');
  return Readable.from(Array.from({ length: megabytes }, () => piece));
}

describe('a hostile file ends in a result or a clear error:', () => {
  it('a cell of 1 MB, and one of nearly 2 MB', async () => {
    for (const size of [1_000_000, 1_990_000]) {
      const loaded = await loadText(`a,b\n1,${'x'.repeat(size)}\n2,"${'\n'.repeat(1000)}y"\n`);
      expect(loaded.rows.map(([, b]) => String(b).length)).toEqual([size, 1001]);
    }
  });

  it('1,000 columns are read, 20,000 are refused in words, in every text format', {
    timeout: 60_000,
  }, async () => {
    const wide = (width: number) => {
      const names = Array.from({ length: width }, (_, i) => `name ${i}`);
      return `${names.join(',')}\n${names.map((_, i) => i).join(',')}\n`;
    };
    const loaded = await loadText(wide(1000));
    expect(loaded.columns).toHaveLength(1000);
    const object = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`k${i}`, i]));
    const arff = `${Array.from({ length: 20_000 }, (_, i) => `@attribute a${i} numeric\n`).join('')}@data\n{}\n`;
    for (const [fileName, text] of [
      ['a.csv', wide(20_000)],
      ['a.json', JSON.stringify([object])],
      ['a.arff', arff],
    ] as const) {
      await expect(loadText(text, { fileName })).rejects.toMatchObject({
        code: 'LIMIT_EXCEEDED',
        message: expect.stringContaining('10,000'),
      });
    }
  });

  it('NUL bytes: refused near the start, kept in a cell far down', async () => {
    await expect(loadText('a,b\n1,x\0y\n')).rejects.toMatchObject({ code: 'FILE_BINARY' });
    const loaded = await loadText(`a,b\n${'1,some text\n'.repeat(200_000)}2,x\0y\n`);
    expect(loaded.rows.at(-1)).toEqual([2, 'x\0y']);
  });

  it.each([
    ['gzip', 'bomb.csv.gz', () => createGzip({ level: 9 })],
    [
      'zstd',
      'bomb.csv.zst',
      () => createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 5 } }),
    ],
  ])('a bomb packed with %s, which is left after 256 MB', { timeout: 60_000 }, async (_, name, pack) => {
    const project = temporaryProject();
    const path = join(project.path, name);
    await pipeline(zeros(300), pack(), createWriteStream(path));
    expect(statSync(path).size).toBeLessThan(megabyte);
    await expect(loadInto(project, path)).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
      message: expect.stringContaining('more than 200 times its size and more than 256 MB'),
    });
    expect(readdirSync(project.folders.tmp)).toEqual([]);
    await expect(inspectIn(project, path)).rejects.toMatchObject({ code: 'CSV_MALFORMED' });
  });

  it('text that packs well is no bomb', async () => {
    const text = `a,b\n${'1,the same text again and again\n'.repeat(300_000)}`;
    const loaded = await loadText(gzipSync(text), { fileName: 'a.csv.gz' });
    expect(loaded.rowCount).toBe(300_000);
  });

  it('a workbook that is a bomb', { timeout: 60_000 }, async () => {
    const project = temporaryProject();
    const path = join(project.path, 'bomb.xlsx');
    const zip = new ZipFile();
    zip.addBuffer(Buffer.from('x'), '[Content_Types].xml');
    zip.addReadStream(zeros(450), 'xl/worksheets/sheet1.xml');
    zip.end();
    await pipeline(zip.outputStream, createWriteStream(path));
    await expect(loadInto(project, path)).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
      message: expect.stringContaining('unpacks to more than 400 MB'),
    });
  });

  it('rows of few bytes that stand for many cells: they are bounded as what is unpacked is', () => {
    const check = (readBytes: number, madeBytes: number) => () =>
      checkExpansion({ name: 'a.arff', readBytes, madeBytes });
    expect(check(1, 256 * megabyte)).not.toThrow();
    expect(check(megabyte, 257 * megabyte)).toThrow('a.arff unpacks to more than 200 times its size');
    expect(check(2 * megabyte, 257 * megabyte)).not.toThrow();
    expect(check(2 ** 40, 2 ** 36 + 1)).toThrow('more than 64 GB');
  });

  it('names of columns that mean something elsewhere', async () => {
    const names = [
      '__proto__',
      '"; drop table versions; --',
      '🐧',
      '',
      '',
      'constructor',
      'c1',
      '$1',
      '=1+1',
    ];
    const header = names.map((name) => `"${name.replaceAll('"', '""')}"`).join(',');
    const csv = await loadText(`${header}\n${names.map((_, i) => i).join(',')}\n`);
    expect(csv.rows).toEqual([[0, 1, 2, 3, 4, 5, 6, 7, 8]]);
    expect(csv.columns.map(({ name }) => name)).toEqual([...names.slice(0, 4), ' (2)', ...names.slice(5)]);
    const object = `{${[...new Set(names)].map((name, i) => `${JSON.stringify(name)}: ${i}`).join(', ')}}`;
    const json = await loadText(`[${object}]`, { fileName: 'a.json' });
    expect(json.columns.map(({ name }) => name)).toEqual([...new Set(names)]);
    expect(json.rows).toEqual([[0, 1, 2, 3, 4, 5, 6, 7]]);
  });
});
