import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentId } from '../../core/load/content-hash.ts';
import { hashParquet } from '../../core/load/hash-parquet.ts';
import { withSource } from '../../core/load/open-source.ts';
import { writeSource } from '../../core/load/write-source.ts';
import { createRng, type Rng } from '../../core/shared/rng.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openSmallSql } from '../support/temporary-project.ts';

/** More rows than the types are guessed from. */
const manyRows = 1100;

/**
 * A CSV text written with and without DuckDB: the ids of what was written, the id by the digests that were made on the
 * way, and the types. `direct` is null when the text was left to DuckDB.
 */
async function bothWays(text: string | Uint8Array, slabBytes = 10_000) {
  const folder = temporaryFolder();
  const path = join(folder, 'table.csv');
  writeFileSync(path, text);
  return withSource({ path, read: {}, temporaryDirectory: folder, openSql: openSmallSql }, async (opened) => {
    const { sql, source, directory } = opened;
    const common = { sql, read: opened.plan.options, locate: opened.locate, slabBytes };
    const write = async (name: string, from: typeof source) => {
      const target = join(directory, name);
      const { columns, content } = await writeSource({ ...common, source: from, path: target });
      const { id, rowCount } = await hashParquet({ sql, path: target, columns });
      return { id, rowCount, content, columns };
    };
    const duck = await write('duck.parquet', { ...source, csv: undefined });
    const found = await write('direct.parquet', source);
    const types = duck.columns.map(({ type }) => type).join(' ');
    return {
      duck: { id: duck.id, rowCount: duck.rowCount },
      found: { id: found.id, rowCount: found.rowCount },
      direct: found.content && contentId(found.columns, found.content),
      types,
    };
  });
}

async function expectDirect(text: string, types: string, slabBytes?: number) {
  const both = await bothWays(text, slabBytes);
  expect(both.found).toEqual(both.duck);
  expect(both.direct).toBe(both.duck.id);
  expect(both.types).toBe(types);
  return both;
}

/** A table of `manyRows` rows whose row `at` (counted from 0) is another one. */
function table({
  header = 'a,b',
  row,
  others = {},
  end = '\n',
}: {
  header?: string;
  row: (i: number) => string;
  others?: Record<number, string>;
  end?: string;
}): string {
  const rows = Array.from({ length: manyRows }, (_, i) => others[i] ?? row(i));
  return [header, ...rows, ''].join(end);
}

describe('plain text is written without DuckDB, and the same content comes of it:', () => {
  it('numbers, texts, dates, times, booleans, codes and long numbers, with missing cells', async () => {
    const text = table({
      header: 'i,n,t,d,s,b,c,l',
      row: (i) =>
        i % 7 === 3
          ? ',,,,,,,'
          : `${i - 500},${(i / 8).toFixed(3)},wört ${i},2024-0${(i % 9) + 1}-1${i % 10},2024-01-01 0${i % 10}:00:${10 + (i % 50)},${i % 2 === 0},00${i},9${String(i).padStart(22, '0')}`,
    });
    await expectDirect(text, 'integer number text date timestamp boolean text text');
  });

  it('cells that are written otherwise', async () => {
    const numbers = [
      '+5',
      ' 7 ',
      '.5',
      '5.',
      '1e3',
      '-0',
      '-0.0',
      '1E-7',
      'nan',
      'NaN',
      'inf',
      '-Infinity',
      '\t',
      '0.1234567890123456789',
      '12345678901234567890',
      '1.7976931348623157e299',
    ];
    const wholes = [
      '+5',
      ' 7',
      '-0',
      '9223372036854775807',
      '-9223372036854775808',
      '123456789012345678',
      ' ',
      '0',
    ];
    const times = [
      '2024-02-29T10:00:00Z',
      '2024-02-29 10:00',
      '1969-12-31 23:59:59.5',
      '0001-01-01 00:00:00',
      '9999-12-31 23:59:59.999999',
      ' 2024-01-01 00:00:01',
      '  ',
    ];
    const dates = ['9999-12-31', '0001-01-01', '2000-02-29', ' '];
    const truths = ['TRUE', ' false', 'False', ' '];
    const others = Object.fromEntries(
      Array.from({ length: 80 }, (_, i) => [
        1030 + (i % 60),
        [numbers, wholes, times, dates, truths].map((list) => list[i % list.length]).join(','),
      ]),
    );
    const row = (i: number) => `${i}.5,${i},2024-01-01 00:00:00,2024-01-01,true`;
    await expectDirect(table({ header: 'n,i,s,d,b', row, others }), 'number integer timestamp date boolean');
  });

  it('dates with slashes and dots, of one digit or two', async () => {
    const day = (i: number) =>
      [String(1 + (i % 28)), String(1 + (i % 12)).padStart(1 + (i % 2), '0'), String(1900 + i)] as const;
    const row = (i: number) => {
      const [d, m, y] = i === 20 ? (['25', '12', '0001'] as const) : day(i);
      return i % 9 === 4 ? ',, ,' : `${y}/${m}/${d},${d}.${m}.${y},${d}/${m}/${y},${m}/${d}/${y}`;
    };
    await expectDirect(table({ header: 'a,b,c,d', row }), 'date date date date');
    for (const other of [
      '2023/02/29,1.1.2000,1/1/2000,1/1/2000',
      '2023/1/1,1.1.20000,1/1/2000,1/1/2000',
      '2023/1/1,1.13.2000,1/1/2000,1/1/2000',
      '2023/1/1,1.1.2000,1/1/2000,13/13/2000',
      '2023/1/1,1.1.2000,001/1/2000,1/1/2000',
      '2023/1/1/,1.1.2000,1/1/2000,1/1/2000',
    ]) {
      const both = await bothWays(table({ header: 'a,b,c,d', row, others: { 1070: other } }));
      expect(both.direct).toBeNull();
      expect(both.found).toEqual(both.duck);
    }
  });

  it('quotes, doubled ones, line breaks and delimiters within them, wherever a piece is cut', async () => {
    const row = (i: number) => `${i},"a ""${i}"" b,\n${i}\n,x"`;
    for (const slabBytes of [64, 1000, 4096, 1_000_000])
      await expectDirect(table({ row }), 'integer text', slabBytes);
  });

  it('CRLF, empty lines, a byte order mark, no line end at the end, and no header', async () => {
    await expectDirect(table({ row: (i) => `${i},"x\r\ny"`, end: '\r\n' }), 'integer text', 777);
    await expectDirect(
      `\n\n${table({ row: (i) => `${i},x`, others: { 5: '5,y\n\n', 1050: '\n\n\n7,z' } })}\n\n`,
      'integer text',
      100,
    );
    await expectDirect(`\ufeff${table({ row: (i) => `${i},x` })}`.trimEnd(), 'integer text', 100);
    await expectDirect(`\ufeff${table({ header: '5,6', row: (i) => `${i},${i}` })}`, 'integer integer', 100);
  });

  it('decimal commas, other delimiters and quotes', async () => {
    await expectDirect(table({ header: 'a;b', row: (i) => `${i},25;x ${i}` }), 'number text');
    await expectDirect(table({ header: 'a\tb', row: (i) => `${i}\t"x\t${i}"` }), 'integer text');
    await expectDirect(table({ header: 'a|b', row: (i) => `${i}|x ${i}` }), 'integer text');
  });

  it('a row longer than a piece', async () => {
    const long = 'ä'.repeat(400_000);
    const others = { 300: `300,${long}`, 1060: `1060,"${long}\n${long}"` };
    await expectDirect(table({ row: (i) => `${i},x`, others }), 'integer text', 5000);
  });
});

describe('what is not plain is left to DuckDB:', () => {
  const left = {
    'a quote within a cell': '7,5" x',
    'a code among numbers': '007,x',
    'a number beyond doubles': '1e999,x',
  };
  for (const [name, other] of Object.entries(left)) {
    it(name, async () => {
      const both = await bothWays(table({ row: (i) => `${i},x`, others: { 1070: other } }));
      expect(both.direct).toBeNull();
      expect(both.found).toEqual(both.duck);
    });
  }

  it('NUL within a text, past the beginning that is looked at first', async () => {
    const long = 'x'.repeat(3000);
    const both = await bothWays(table({ row: (i) => `${i},${long}`, others: { 1070: '7,a\0b' } }));
    expect(both.direct).toBeNull();
    expect(both.found).toEqual(both.duck);
  });

  it('rows of another width, text after a quote and bytes that are not UTF-8, with the same error', async () => {
    for (const other of ['7', '7,x,y', '7,"x"y', '7,"x']) {
      const text = table({ row: (i) => `${i},x`, others: { 1070: other } });
      await expect(bothWays(text)).rejects.toThrow(/table[.]csv|Line|line/);
    }
    const bytes = Buffer.from(table({ row: (i) => `${i},x`, others: { 1070: '7,\u00ff' } }), 'latin1');
    await expect(bothWays(bytes)).rejects.toThrow();
  });

  it('times with a fraction and no seconds, and others that are none', async () => {
    for (const other of [
      '2024-01-01 10:00.5',
      '2024-01-01T10',
      '2024-01-01 24:00:00',
      '2024-01-01 10:60',
      '2024-02-30 10:00',
    ]) {
      const row = (i: number) => `${i},2024-01-01 00:00:00`;
      const both = await bothWays(table({ row, others: { 1070: `7,${other}` } }));
      expect(both.direct).toBeNull();
      expect(both.found).toEqual(both.duck);
    }
  });

  it('dates that do not exist, which make the column text', async () => {
    const both = await bothWays(table({ row: (i) => `${i},2024-01-01`, others: { 1070: '7,2023-02-29' } }));
    expect(both.direct).toBeNull();
    expect(both.found).toEqual(both.duck);
    expect(both.types).toBe('integer text');
  });
});

type Cells = (rng: Rng) => string;
const pick = (rng: Rng, list: readonly string[]): string => list[rng.integer(list.length)] ?? '';
const kinds: Record<string, Cells> = {
  integer: (rng) => `${pick(rng, ['', '-'])}${Math.floor(rng.next() * 10 ** (1 + rng.integer(15)))}`,
  number: (rng) =>
    pick(rng, [
      (rng.next() * 10 ** rng.integer(8)).toFixed(rng.integer(9)),
      String((rng.next() - 0.5) * 10 ** (rng.integer(40) - 20)),
      '0',
    ]),
  text: (rng) =>
    pick(rng, ['x', 'ä"b', 'two\nlines', 'a,b', '日本', ' ', '"', '""', 'long '.repeat(rng.integer(30))]),
  date: (rng) =>
    new Date(Date.UTC(rng.integer(3000), rng.integer(12), rng.integer(28))).toISOString().slice(0, 10),
  timestamp: (rng) =>
    new Date(Math.floor(rng.next() * 4e12) - 1e12)
      .toISOString()
      .slice(0, 10 + 9)
      .replace('T', ' '),
  boolean: (rng) => pick(rng, ['true', 'false']),
  code: (rng) => `0${rng.integer(1000)}`,
};

function inCsv(cell: string, rng: Rng): string {
  return /[",\n]/.test(cell) || rng.next() < 0.1 ? `"${cell.replaceAll('"', '""')}"` : cell;
}

describe('tables of any kind', () => {
  it('come out the same with and without DuckDB', async () => {
    let direct = 0;
    let tries = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...Object.keys(kinds)), { minLength: 2, maxLength: 7 }),
        fc.integer(),
        fc.integer({ min: 50, max: 20_000 }),
        fc.constantFrom(0, 0.05, 0.9),
        async (columns, seed, slabBytes, missing) => {
          const rng = createRng(seed);
          const row = () =>
            columns
              .map((kind) => (rng.next() < missing ? '' : inCsv(kinds[kind]?.(rng) ?? '', rng)))
              .join(',');
          const both = await bothWays(
            table({ header: columns.map((_, i) => `c${i}`).join(','), row }),
            slabBytes,
          );
          expect(both.found).toEqual(both.duck);
          tries++;
          if (both.direct === null) return;
          direct++;
          expect(both.direct).toBe(both.duck.id);
        },
      ),
      { numRuns: 25 },
    );
    expect(direct).toBeGreaterThan(tries / 2);
  });
});
