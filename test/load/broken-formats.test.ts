import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { inspectIn } from '../support/temporary-project.ts';
import { failure, written } from './broken-file.ts';

const oldExcel = Uint8Array.from(
  { length: 2000 },
  (_, i) => [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1][i] ?? i % 251,
);
describe('a broken file of another format than CSV is one clear error and changes nothing:', () => {
  it.each([
    [
      'a gzip file that is cut off',
      'a.csv.gz',
      gzipSync('a,b\n1,2\n').subarray(0, 20),
      'ARCHIVE_MALFORMED',
      'a.csv.gz is damaged or cut off',
    ],
    [
      'a zstd file with bytes changed',
      'a.csv.zst',
      zstdCompressSync('a,b\n1,2\n').fill(0xff, 4, 12),
      'ARCHIVE_MALFORMED',
      'a.csv.zst is damaged or cut off',
    ],
    [
      'gzip in gzip',
      'a.csv.gz.gz',
      gzipSync(gzipSync('a,b\n1,2\n')),
      'FILE_BINARY',
      'a.csv.gz is a gzip archive',
    ],
    [
      'JSON cut off',
      'a.json',
      '[{"a": 1},\n{"a":',
      'JSON_MALFORMED',
      'ends in the middle of an element on line 2',
    ],
    ['JSON without a comma', 'a.json', '[{"a": 1} {"a": 2}]', 'JSON_MALFORMED', 'lacks a comma'],
    ['JSON of numbers', 'a.json', '[1, 2]', 'JSON_MALFORMED', 'a.json, line 1 is no object; mend it'],
    ['JSON without elements', 'a.json', '[]', 'TABLE_EMPTY', 'a.json has no rows'],
    ['JSON of records without fields', 'a.json', '[{}, {}]', 'TABLE_EMPTY', 'rows of a.json have no fields'],
    [
      'an object that is none',
      'a.ndjson',
      '{"a": 1}\n{"a": x}\n',
      'JSON_MALFORMED',
      'a.ndjson, line 2 is not valid JSON',
    ],
    [
      'ARFF without data',
      'a.arff',
      '@relation x\n@attribute a numeric\n',
      'ARFF_MALFORMED',
      'has no line @data',
    ],
    [
      'ARFF with another type',
      'a.arff',
      '@attribute a blob\n@data\n1\n',
      'ARFF_MALFORMED',
      'line 1 has the type "blob"',
    ],
    ['text called Excel', 'a.xlsx', 'a,b\n1,2\n', 'EXCEL_MALFORMED', 'is no Excel workbook'],
    ['Excel that is no archive', 'a.xlsx', 'PK\x03\x04nonsense', 'EXCEL_MALFORMED', 'is damaged or cut off'],
    ['old Excel with nonsense', 'a.xls', oldExcel, 'EXCEL_MALFORMED', 'cannot be read as an Excel workbook'],
    ['text called SQLite', 'a.sqlite', 'a,b\n1,2\n', 'SQLITE_MALFORMED', 'is no SQLite database'],
    [
      'SQLite with nonsense',
      'a.db',
      `SQLite format 3\0${'x'.repeat(2000)}`,
      'SQLITE_MALFORMED',
      'cannot be read',
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
});
