import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { ReadOptions } from '../../core/contract/dataset.ts';
import { inspectIn, loadInto, temporaryDuck, temporaryProject } from '../support/temporary-project.ts';
import { unprivileged } from '../support/unprivileged.ts';
import { contentOf, failure, written } from './broken-file.ts';

const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);

describe('a broken file is one clear error and changes nothing:', () => {
  it.each([
    ['empty', 'a.csv', '', 'CSV_EMPTY', 'a.csv is empty; choose a file with a header and rows.'],
    ['white space', 'a.csv', '\n  \n', 'CSV_EMPTY', 'nothing but white space'],
    ['only a byte order mark', 'a.csv', '\ufeff', 'CSV_EMPTY', 'nothing but white space'],
    ['header only', 'a.csv', 'a,b\n', 'CSV_HEADER_ONLY', 'a.csv has a header and no rows'],
    ['header and empty lines', 'a.csv', 'a,b\n\n\n', 'CSV_HEADER_ONLY', 'a header and no rows'],
    [
      'a row too long',
      'a.csv',
      'a,b,c\n1,2,3\n4,5,6,7\n',
      'CSV_MALFORMED',
      'a.csv has 4 columns on line 3 where 3 are expected',
    ],
    [
      'a row too short',
      'a.csv',
      'a,b,c\n1,2,3\n4,5\n',
      'CSV_MALFORMED',
      'has 2 columns on line 3 where 3 are expected',
    ],
    [
      'a row too short after line breaks in cells',
      'a.csv',
      'a,b\n"x\ny\nz",2\n\n3\n',
      'CSV_MALFORMED',
      'has 1 columns on line 6',
    ],
    [
      'a quote never closed',
      'a.csv',
      'a,b\n1,2\n"x,3\n4,5\n',
      'CSV_MALFORMED',
      'has a quote that is never closed, opened on line 3',
    ],
    [
      'text after a quote',
      'a.csv',
      'a,b\n1,"x"y\n',
      'CSV_MALFORMED',
      'has text after a closing quote on line 2',
    ],
    [
      'latin-1 without a word',
      'a.csv',
      Buffer.from('a,b\n1,2\nZo\xeb,3\n', 'latin1'),
      'CSV_MALFORMED',
      'is not UTF-8 text: line 3 has an invalid byte; load it with the encoding latin-1',
    ],
    ['a PNG called CSV', 'a.csv', png, 'FILE_BINARY', 'is a PNG image'],
    [
      'a ZIP called CSV',
      'a.csv',
      Buffer.concat([Buffer.from('PK\x03\x04'), deflateRawSync('x')]),
      'FILE_BINARY',
      'is a ZIP archive or a spreadsheet',
    ],
    [
      'a row longer than 2 MB',
      'a.csv',
      `a,b\n1,${'x'.repeat(2_100_000)}\n`,
      'CSV_MALFORMED',
      'a row longer than 2 MB on line 2',
    ],
    [
      'a first row longer than 2 MB',
      'a.csv',
      `a,${'x'.repeat(2_200_000)}\n1,2\n`,
      'CSV_MALFORMED',
      'has a first row longer than 2 MB',
    ],
    [
      'bytes that are no text',
      'a.csv',
      Uint8Array.from({ length: 500 }, (_, i) => i % 256),
      'FILE_BINARY',
      'is a binary file',
    ],
    ['NUL bytes in text', 'a.csv', 'a,b\n1,\0\n', 'FILE_BINARY', 'is a binary file'],
    ['another format', 'a.docx', '{a: 1}', 'FORMAT_UNKNOWN', 'ends with .docx, which is no known format'],
    ['text called Parquet', 'a.parquet', 'a,b\n1,2\n', 'PARQUET_MALFORMED', 'is no Parquet file'],
    ['Parquet cut to its mark', 'a.parquet', 'PAR1', 'PARQUET_MALFORMED', 'is cut off'],
    [
      'Parquet with nonsense inside',
      'a.parquet',
      `PAR1${'nonsense'.repeat(20)}PAR1`,
      'PARQUET_MALFORMED',
      'is a damaged Parquet file',
    ],
  ])('%s', async (_, fileName, content, code, message) => {
    const { path, project } = written(fileName, content);
    expect(await failure(path, { project })).toMatchObject({
      name: 'CoreError',
      code,
      message: expect.stringContaining(message),
    });
    await expect(inspectIn(project, path)).rejects.toMatchObject({ code });
  });

  it('a ragged row or an invalid byte far down, by its line', async () => {
    const rows = '12,some text\n'.repeat(200_000);
    const ragged = written('a.csv', `n,t\n${rows}1,2,3\n${rows}`);
    expect(await failure(ragged.path, ragged)).toMatchObject({
      code: 'CSV_MALFORMED',
      message: expect.stringContaining('has 3 columns on line 200002'),
      details: { line: 200_002, expected: 2, found: 3 },
    });
    const latin = written(
      'b.csv',
      Buffer.concat([Buffer.from(`n,t\n${rows}`), Buffer.from('1,Zo\xeb\n', 'latin1')]),
    );
    expect(await failure(latin.path, latin)).toMatchObject({
      code: 'CSV_MALFORMED',
      message: expect.stringContaining('line 200002 has an invalid byte'),
    });
  });

  it('a Parquet file that lost its end, or bytes in the middle', async () => {
    const project = temporaryProject();
    const path = join(project.path, 'whole.parquet');
    const { sql } = await temporaryDuck();
    await sql.run(
      `COPY (SELECT i, md5(i::VARCHAR) AS t FROM range(20000) r(i)) TO '${path}' (FORMAT parquet)`,
    );
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.subarray(0, bytes.length / 2));
    expect(await failure(path, { project })).toMatchObject({
      code: 'PARQUET_MALFORMED',
      message: expect.stringContaining('is cut off'),
    });
    bytes.fill(0xff, 100, Math.floor(bytes.length / 2));
    writeFileSync(path, bytes);
    expect(await failure(path, { project })).toMatchObject({ code: 'PARQUET_MALFORMED' });
  });

  it('a Parquet file without rows', async () => {
    const project = temporaryProject();
    const path = join(project.path, 'none.parquet');
    const { sql } = await temporaryDuck();
    await sql.run(`COPY (SELECT 1 AS a WHERE false) TO '${path}' (FORMAT parquet)`);
    expect(await failure(path, { project })).toMatchObject({
      code: 'PARQUET_MALFORMED',
      message: expect.stringContaining('has no rows'),
    });
  });

  it('a path that leads nowhere, through a file, or to a folder', async () => {
    const { path, project } = written('a.csv', 'a\n1\n');
    mkdirSync(join(project.path, 'folder.csv'));
    const missing = join(project.path, 'missing.csv');
    expect(await failure(missing, { project })).toMatchObject({
      code: 'FILE_MISSING',
      message: `There is no file ${missing}; check the path.`,
    });
    expect(await failure(join(path, 'b.csv'), { project })).toMatchObject({ code: 'FILE_MISSING' });
    expect(await failure(join(project.path, 'folder.csv'), { project })).toMatchObject({
      code: 'TABLE_EMPTY',
      message: expect.stringContaining('is a folder without tables'),
    });
  });

  it.skipIf(process.platform === 'win32')(
    'a pipe (skipped on Windows, which has none as files)',
    async () => {
      const project = temporaryProject();
      const pipe = join(project.path, 'pipe.csv');
      execFileSync('mkfifo', [pipe]);
      expect(await failure(pipe, { project })).toMatchObject({ code: 'FILE_NOT_A_FILE' });
    },
  );

  it.skipIf(process.platform === 'win32')('a file without permission (skipped on Windows)', () => {
    const { path, project } = written('secret.csv', 'a\n1\n');
    chmodSync(path, 0);
    for (const folder of [join(project.path, '..'), project.path]) chmodSync(folder, 0o755);
    expect(unprivileged('open-source-file.ts', [path])).toBe(
      `FILE_UNREADABLE ${path} may not be read by you; change its permissions.\n`,
    );
  });

  it.each<[string, ReadOptions, string]>([
    ['delimiter and quote alike', { delimiter: '"' }, 'Delimiter and quote'],
    [
      'delimiter and decimal separator alike',
      { delimiter: ',', decimalSeparator: ',' },
      'Delimiter and decimal separator',
    ],
    ['a line break as delimiter', { delimiter: '\n' }, 'delimiter cannot be a line break'],
  ])('options that contradict each other: %s', async (_, options, message) => {
    const { path, project } = written('a.csv', 'a,b\n1,2\n');
    expect(await failure(path, { options, project })).toMatchObject({
      code: 'OPTION_INVALID',
      message: expect.stringContaining(message),
    });
  });

  it('a type that does not fit, after the data was found well formed', async () => {
    const { path, project } = written('a.csv', 'a,b\n1,x\n');
    expect(await failure(path, { options: { types: { b: 'integer' } }, project })).toMatchObject({
      code: 'CSV_TYPE_MISMATCH',
    });
  });
});

describe('text that says it is CSV', () => {
  it.each(['a.json', 'table', 'a.iris'])('is read from %s when the format is given', async (fileName) => {
    const { path, project } = written(fileName, 'a,b\n1,2\n');
    expect(await loadInto(project, path, { options: { format: 'csv' } })).toMatchObject({
      rowCount: 1,
      format: 'csv',
    });
  });
});

describe('a load that is cancelled', () => {
  it.each([
    'unpacking the file',
    'reading lines',
    'finding the types of columns',
    'writing data',
    'hashing rows',
  ])('while %s leaves the project as it was', async (step) => {
    const { path, project } = written('a.csv.gz', gzipSync(`n,t\n${'12,some text\n'.repeat(100_000)}`));
    const before = contentOf(project);
    const abort = new AbortController();
    const load = loadInto(project, path, {
      signal: abort.signal,
      // Rows are hashed by themselves where DuckDB wrote them.
      options: { badRows: 'set-aside', ...(step === 'hashing rows' ? { missingTexts: ['?'] } : {}) },
      onProgress: ({ message }) => {
        if (message === step) abort.abort();
      },
    });
    await expect(load).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(contentOf(project)).toEqual(before);
  });
});
