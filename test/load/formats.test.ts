import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { loadText, typesOf } from '../support/load-text.ts';
import { loadInto, temporaryDuck, temporaryProject } from '../support/temporary-project.ts';
import { workbookOf } from './workbook-of.ts';

const csv = 'id,name,score,ok,day\n1,"Ann, B",1.5,true,2024-01-31\n2,,-2,false,2024-02-01\n3,Cy,,,\n';
const rows = [
  { id: 1, name: 'Ann, B', score: 1.5, ok: true, day: '2024-01-31' },
  { id: 2, name: null, score: -2, ok: false, day: '2024-02-01' },
  { id: 3, name: 'Cy' },
];
const types = { id: 'integer', name: 'text', score: 'number', ok: 'boolean', day: 'date' };

const arff = `% a comment
@RELATION 'a b'
@attribute id integer
@ATTRIBUTE name string
@attribute score NUMERIC
@attribute ok {true, false}
@attribute day date "yyyy-MM-dd"

@data
1,'Ann, B',1.5,true,2024-01-31
2,?,-2,false,"2024-02-01"
% between
3, Cy, ?, ?, ?
`;

const grid = [
  ['id', 'name', 'score', 'ok', 'day'],
  [1, 'Ann, B', 1.5, true, new Date(Date.UTC(2024, 0, 31))],
  [],
  [2, null, -2, false, new Date(Date.UTC(2024, 1, 1))],
  [3, 'Cy'],
];

describe('the same content has the same version id from', () => {
  it.each<[string, string, string | Uint8Array]>([
    ['TSV', 'a.tsv', csv.replaceAll(',', '\t').replace('"Ann\t B"', '"Ann, B"')],
    ['CSV in gzip', 'a.csv.gz', gzipSync(csv)],
    ['CSV in zstd', 'a.csv.zst', zstdCompressSync(csv)],
    ['CSV with all line ends', 'a.csv', csv.replace('\n1', '\r\n1').replace('\n3', '\r3')],
    ['JSON', 'a.json', JSON.stringify(rows, null, 2)],
    ['JSON in gzip', 'a.json.gz', gzipSync(JSON.stringify(rows))],
    ['JSON in UTF-16', 'a.json', Buffer.from(`\ufeff${JSON.stringify(rows)}`, 'utf16le')],
    ['NDJSON', 'a.ndjson', rows.map((row) => JSON.stringify(row)).join('\n')],
    ['NDJSON called JSON', 'a.json', rows.map((row) => JSON.stringify(row)).join('\r\n')],
    ['Excel', 'a.xlsx', workbookOf({ first: grid })],
    ['old Excel', 'a.xls', workbookOf({ first: grid }, 'xls')],
    ['OpenDocument', 'a.ods', workbookOf({ first: grid }, 'ods')],
  ])('%s', async (_, fileName, content) => {
    const expected = await loadText(csv);
    const loaded = await loadText(content, { fileName });
    expect(typesOf(loaded)).toEqual(types);
    expect(loaded.rows).toEqual(expected.rows);
    expect(loaded.id).toBe(expected.id);
    expect(loaded.name).toBe('a');
  });

  it.each(['xlsx', 'xls'] as const)(
    'codes that an .%s sheet shows with leading zeros, as text',
    async (type) => {
      const coded = (v: number, z: string) => ({ t: 'n', v, z });
      const content = workbookOf(
        {
          a: [
            ['zip', 'ssn', 'whole', 'share', 'month'],
            [
              coded(1067, '00000'),
              coded(78051120, '000-00-0000'),
              coded(10115, '00000'),
              coded(0.5, '0.00'),
              coded(1234, '#,##0'),
            ],
            [
              coded(10115, '00000'),
              coded(219099999, '000-00-0000'),
              coded(20095, '00000'),
              coded(2, '0'),
              coded(7, '#,##0'),
            ],
          ],
        },
        type,
      );
      const loaded = await loadText(content, { fileName: `a.${type}` });
      expect(typesOf(loaded)).toEqual({
        zip: 'text',
        ssn: 'text',
        whole: 'integer',
        share: 'number',
        month: 'integer',
      });
      expect(loaded.rows).toEqual([
        ['01067', '078-05-1120', 10115, 0.5, 1234],
        ['10115', '219-09-9999', 20095, 2, 7],
      ]);
    },
  );

  it('Parquet, SQLite and ARFF, once the types are the same', async () => {
    const project = temporaryProject();
    const { sql } = await temporaryDuck();
    const parquet = join(project.path, 'a.parquet');
    await sql.run(
      `COPY (SELECT * FROM (VALUES (1, 'x', 0.5), (2, NULL, 2.25)) t(id, name, score)) TO '${parquet}' (FORMAT parquet)`,
    );
    const path = join(project.path, 'a.sqlite');
    const database = new Database(path);
    database.exec(
      "CREATE TABLE t (id INTEGER, name TEXT, score REAL); INSERT INTO t VALUES (1, 'x', 0.5), (2, NULL, 2.25)",
    );
    database.close();
    const text =
      '@attribute id numeric\n@attribute name {x}\n@attribute score real\n@data\n1,x,.5\n2,?,2.25\n';
    const ids = [
      (await loadInto(project, parquet)).id,
      (await loadInto(project, path)).id,
      (await loadText(text, { fileName: 'a.arff', project })).id,
      (await loadText('id,name,score\n1,x,0.5\n2,,2.25\n', { project })).id,
    ];
    expect(new Set(ids).size).toBe(1);
  });
});

describe('JSON', () => {
  it('keeps what is nested as text, all digits of whole numbers, and names whatever they are', async () => {
    const text = `[{"b": {"x": [1, 12345678901234567890]}, "2": 1, "1": 2, "__proto__": 9007199254740993},
      {"b": [], "2": 3, "": "", "Ü🐧": "\\u0000", "\\"; DROP": 1.5}]`;
    const loaded = await loadText(text, { fileName: 'a.json' });
    expect(typesOf(loaded)).toEqual({
      b: 'text',
      '2': 'integer',
      '1': 'integer',
      ['__proto__']: 'integer',
      '': 'text',
      'Ü🐧': 'text',
      '"; DROP': 'number',
    });
    expect(loaded.columns.map(({ name }) => name)).toEqual([
      'b',
      '2',
      '1',
      '__proto__',
      '',
      'Ü🐧',
      '"; DROP',
    ]);
    expect(loaded.rows).toEqual([
      ['{"x":[1,12345678901234567890]}', 1, 2, '9007199254740993', null, null, null],
      ['[]', 3, null, null, null, '\0', 1.5],
    ]);
  });

  it('keeps strings as text, digits or not, and reads dates in them', async () => {
    const loaded = await loadText('[{"zip": "12345", "day": "2024-01-02", "mixed": 1}, {"mixed": "x"}]', {
      fileName: 'a.json',
    });
    expect(typesOf(loaded)).toEqual({ zip: 'text', day: 'date', mixed: 'text' });
    expect(loaded.rows).toEqual([
      ['12345', '2024-01-02', '1'],
      [null, null, 'x'],
    ]);
  });

  it('of a column that first turns up far down is read in parallel-safe order', async () => {
    const many = Array.from({ length: 30_000 }, (_, i) => (i === 29_999 ? { a: i, b: 'x\ny' } : { a: i }));
    const loaded = await loadText(JSON.stringify(many), { fileName: 'a.json' });
    expect(loaded.rowCount).toBe(30_000);
    expect(loaded.rows.map(([a]) => a)).toEqual(many.map(({ a }) => a));
    expect(loaded.rows.at(-1)).toEqual([29_999, 'x\ny']);
  });

  it('nested a million deep is one clear error', async () => {
    const deep = `[{"a": ${'['.repeat(1e6)}${']'.repeat(1e6)}}]`;
    await expect(loadText(deep, { fileName: 'a.json' })).rejects.toMatchObject({
      code: 'JSON_MALFORMED',
      message: expect.stringContaining('is nested too deep'),
    });
  });

  it('of one object is one row, with a note', async () => {
    const loaded = await loadText('{"a": 1}', { fileName: 'a.json' });
    expect(loaded.rows).toEqual([[1]]);
    expect(loaded.notes[0]).toContain('one object');
  });
});

describe('ARFF', () => {
  it('is read with nominal, string, numeric and date attributes', async () => {
    const loaded = await loadText(arff, { fileName: 'a.arff' });
    expect(typesOf(loaded)).toEqual({ ...types, ok: 'text' });
    expect(loaded.rows).toEqual([
      [1, 'Ann, B', 1.5, 'true', '2024-01-31'],
      [2, null, -2, 'false', '2024-02-01'],
      [3, 'Cy', null, null, null],
    ]);
  });

  it('is read with sparse rows, weights, quoted names and escapes', async () => {
    const text = `@relation r
@attribute 'a b' numeric
@attribute "it's" {'x y', z, '?'}
@attribute d date 'dd/MM/yyyy'
@data
{0 5, 1 z, 2 31/12/2023}
{1 '?'}, {2}
{}
7,'it\\'s',?
`;
    await expect(loadText(text, { fileName: 'a.arff' })).rejects.toMatchObject({
      code: 'ARFF_MALFORMED',
      message: expect.stringContaining(
        'line 9 has "it\'s", which is not among the declared values, in column "it\'s"',
      ),
    });
    const loaded = await loadText(text, { fileName: 'a.arff', options: { badRows: 'set-aside' } });
    expect(loaded.columns.map(({ name }) => name)).toEqual(['a b', "it's", 'd']);
    expect(loaded.rows).toEqual([
      [5, 'z', '2023-12-31'],
      [0, '?', null],
      [0, 'x y', null],
    ]);
    expect(loaded.badRows?.count).toBe(1);
  });
});
