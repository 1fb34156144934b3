import { readdirSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadText, readAll, typesOf } from '../support/load-text.ts';
import { inspectIn, loadInto, temporaryProject } from '../support/temporary-project.ts';

const names = (loaded: { columns: readonly { name: string }[] }) => loaded.columns.map(({ name }) => name);

describe('column names', () => {
  it('survive unchanged, however hostile; duplicates get a number', async () => {
    const header = [
      'a',
      'A',
      'a',
      'a (2)',
      '',
      '',
      '__proto__',
      'constructor',
      'says "hi"',
      "it's",
      '🐧 ü',
      ' padded ',
      'two\nlines',
      'c0',
      '; DROP TABLE x',
    ];
    const quoted = header.map((name) => `"${name.replaceAll('"', '""')}"`).join(',');
    const loaded = await loadText(`${quoted}\n${header.map((_, i) => `v${i}`).join(',')}\n`);
    expect(names(loaded)).toEqual([
      'a',
      'A',
      'a (3)',
      'a (2)',
      '',
      ' (2)',
      '__proto__',
      'constructor',
      'says "hi"',
      "it's",
      '🐧 ü',
      ' padded ',
      'two\nlines',
      'c0',
      '; DROP TABLE x',
    ]);
    expect(loaded.columns.map(({ sql }) => sql)).toEqual(header.map((_, i) => `c${i}`));
    expect(loaded.rows).toEqual([header.map((_, i) => `v${i}`)]);
    expect(loaded.notes).toContain('The name "a" stands above several columns; column 3 is called "a (3)".');
  });

  it('are the first row unless it looks like data', async () => {
    const words = await loadText('red,green\nblue,white\n');
    expect([names(words), words.rows]).toEqual([['red', 'green'], [['blue', 'white']]]);
    const numbers = await loadText('1,2.5,2024-01-01\n2,3.5,2024-01-02\n');
    expect(names(numbers)).toEqual(['column 1', 'column 2', 'column 3']);
    expect(numbers.rows).toHaveLength(2);
    expect(numbers.notes).toEqual(['The first row looks like data, so the columns are numbered.']);
    const mixed = await loadText('id,2019,2020\na,1,2\n');
    expect(names(mixed)).toEqual(['id', '2019', '2020']);
  });

  it('are or are not the first row as the option says', async () => {
    const years = await loadText('2019,2020\n1,2\n', { options: { header: true } });
    expect([names(years), years.rows]).toEqual([['2019', '2020'], [[1, 2]]]);
    const words = await loadText('red,green\nblue,white\n', { options: { header: false } });
    expect(words.rows).toEqual([
      ['red', 'green'],
      ['blue', 'white'],
    ]);
  });
});

describe('CSV text', () => {
  it.each([[','], [';'], ['\t'], ['|']])('with the delimiter %j is recognised', async (delimiter) => {
    const text = [
      ['a', 'b', 'c'],
      ['1', 'x, y; z', '3'],
      ['2', 'w', '4'],
    ]
      .map((row) => row.map((cell) => `"${cell}"`).join(delimiter))
      .join('\n');
    const loaded = await loadText(text);
    expect(loaded.options.delimiter).toBe(delimiter);
    expect(loaded.rows).toEqual([
      [1, 'x, y; z', 3],
      [2, 'w', 4],
    ]);
  });

  it('of one column is read', async () => {
    const loaded = await loadText('word\nred\n\nblue\n');
    expect(loaded.rows).toEqual([['red'], [null], ['blue']]);
  });

  it.each([['\n'], ['\r\n'], ['\r']])('with lines that end with %j is read, last end or not', async (end) => {
    for (const last of ['', end]) {
      const loaded = await loadText(['a,b', '1,"x', 'y"', '2,z'].join(end) + last);
      expect(loaded.rows.map((row) => row[0])).toEqual([1, 2]);
    }
  });

  it('keeps quotes, delimiters and line breaks inside cells', async () => {
    const loaded = await loadText('a,b\n"x, ""y""\nz",mid"quote\n');
    expect(loaded.rows).toEqual([['x, "y"\nz', 'mid"quote']]);
  });

  it('skips empty lines before the header and between rows', async () => {
    const loaded = await loadText('\n\na,b\n1,2\n\n3,4\n\n');
    expect(loaded.rows).toEqual([
      [1, 2],
      [3, 4],
    ]);
    const long = await loadText(`${'\n'.repeat(300)}a,b${'\n'.repeat(300)}1,2\n`);
    expect(long.rows).toEqual([[1, 2]]);
  });

  it('is read with another quote character', async () => {
    const loaded = await loadText("a,b\n'x,y',2\n", { options: { quote: "'" } });
    expect(loaded.rows).toEqual([['x,y', 2]]);
  });

  it.each([
    ['utf-8 with a byte order mark', Buffer.from('\ufeffname,b\nZoë,1\n'), {}],
    ['utf-16 with a mark', Buffer.from('\ufeffname,b\nZoë,1\n', 'utf16le'), {}],
    ['utf-16 big-endian with a mark', Buffer.from('\ufeffname,b\nZoë,1\n', 'utf16le').swap16(), {}],
    ['utf-16 without a mark', Buffer.from('name,b\nZoë,1\n', 'utf16le'), {}],
    ['latin-1, asked for', Buffer.from('name,b\nZoë,1\n', 'latin1'), { encoding: 'latin-1' as const }],
  ])('in %s is read', async (_, bytes, options) => {
    const loaded = await loadText(bytes, { options });
    expect(typesOf(loaded)).toEqual({ name: 'text', b: 'integer' });
    expect(loaded.rows).toEqual([['Zoë', 1]]);
  });

  it('in latin-1 means the characters that Windows puts there', async () => {
    const loaded = await loadText(Buffer.from([0x61, 0x0a, 0x80, 0x93, 0xe9, 0x0a]), {
      options: { encoding: 'latin-1' },
    });
    expect(loaded.rows).toEqual([['€“é']]);
  });

  it.each([['star*.csv'], ['what?.csv'], ['[1].csv'], ["it's.csv"], ['emoji 🐧.csv']])(
    'in a file called %s is read alone',
    async (fileName) => {
      const project = temporaryProject();
      for (const other of ['starx.csv', 'whatx.csv', '1.csv'])
        writeFileSync(join(project.path, other), 'a\nwrong\n');
      const loaded = await loadText('a\nright\n', { fileName, project });
      expect(loaded.rows).toEqual([['right']]);
      expect(loaded.name).toBe(fileName.replace('.csv', ''));
    },
  );

  it('in a folder whose name has an equals sign has no extra column', async () => {
    const project = temporaryProject();
    await mkdir(join(project.path, 'year=2020'));
    const loaded = await loadText('a\nx\n', { fileName: 'year=2020/t.csv', project });
    expect(names(loaded)).toEqual(['a']);
  });
});

describe('a preview', () => {
  it('shows what loading would give, without storing anything', async () => {
    const project = temporaryProject();
    const path = join(project.path, 'zip.csv');
    writeFileSync(path, 'zip;city;price\n01067;Dresden;1,5\n10115;Berlin;2\n');
    const preview = await inspectIn(project, path);
    const loaded = await loadInto(project, path);
    expect(preview).toMatchObject({
      path,
      bytes: 48,
      options: loaded.options,
      columns: loaded.columns,
      rows: await readAll(project, loaded),
      notes: ['Column "zip" stays text: it has codes with leading zeros.'],
    });
    expect(preview.options).toEqual({
      format: 'csv',
      delimiter: ';',
      quote: '"',
      header: true,
      encoding: 'utf-8',
    });
    expect(readdirSync(project.folders.tmp)).toEqual([]);
  });

  it('says so where it has not looked at all rows', async () => {
    const project = temporaryProject();
    const path = join(project.path, 'long.csv');
    writeFileSync(path, `a,b\n${'1,x\n'.repeat(25_000)}oops,x\n`);
    const preview = await inspectIn(project, path);
    expect(preview.columns[0]?.type).toBe('integer');
    expect(preview.rows).toHaveLength(100);
    expect(preview.notes).toEqual([
      'Types are those of the first 20,000 rows; loading looks at all of them.',
    ]);
    expect((await loadInto(project, path)).columns[0]?.type).toBe('text');
  });
});
