import { describe, expect, it } from 'vitest';
import type { ReadOptions } from '../../core/contract/dataset.ts';
import { loadText } from '../support/load-text.ts';

/** The type and cells that a column of these cells gets. */
async function column(cells: readonly string[], options: ReadOptions = {}) {
  const text = `key;value\n${cells.map((cell, i) => `k${i};${cell}\n`).join('')}`;
  const { columns, rows, notes } = await loadText(text, { options: { delimiter: ';', ...options } });
  return { type: columns[1]?.type, cells: rows.map((row) => row[1]), notes };
}

describe('types are inferred:', () => {
  it.each([
    ['whole numbers', ['1', '-20', '+3', '0', ''], 'integer', [1, -20, 3, 0, null]],
    ['whole numbers with blanks around them', [' 1', '2 ', '  ', '\t3'], 'integer', [1, 2, null, 3]],
    [
      '64-bit numbers',
      ['9223372036854775807', '-9223372036854775808'],
      'integer',
      ['9223372036854775807', '-9223372036854775808'],
    ],
    ['decimals', ['1.5', '-2', '.5', '3.', '1e3', '2E-2'], 'number', [1.5, -2, 0.5, 3, 1000, 0.02]],
    [
      'not a number and infinity among numbers',
      ['1', 'nan', 'inf', '-Infinity'],
      'number',
      [1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
    ],
    ['booleans', ['true', 'FALSE', 'True', ''], 'boolean', [true, false, true, null]],
    ['dates', ['2024-02-29', '1999-01-01', ''], 'date', ['2024-02-29', '1999-01-01', null]],
    ['dates with points', ['31.12.2024', '1.2.2024'], 'date', ['2024-12-31', '2024-02-01']],
    ['dates with slashes, year first', ['2024/12/31', '2024/1/2'], 'date', ['2024-12-31', '2024-01-02']],
    ['dates that must be day first', ['31/12/2024', '01/02/2024'], 'date', ['2024-12-31', '2024-02-01']],
    ['dates that must be month first', ['12/31/2024', '01/02/2024'], 'date', ['2024-12-31', '2024-01-02']],
    [
      'times',
      ['2024-01-01 10:00', '2024-01-01T10:00:01.5', '2024-01-01T10:00:00Z'],
      'timestamp',
      ['2024-01-01T10:00:00', '2024-01-01T10:00:01.5', '2024-01-01T10:00:00'],
    ],
    [
      'times with an offset',
      ['2024-01-01T10:00:00+02:00', '2024-01-01T10:00:00Z', '2024-01-01T10:00:00-0130'],
      'timestamp',
      ['2024-01-01T08:00:00', '2024-01-01T10:00:00', '2024-01-01T11:30:00'],
    ],
    ['nothing at all', ['', '', ''], 'text', [null, null, null]],
  ])('%s', async (_, cells, type, values) => {
    expect(await column(cells)).toMatchObject({ type, cells: values });
  });

  it.each([
    ['codes with leading zeros', ['00123', '10115', '04109']],
    ['a single code with a leading zero', ['1', '2', '03']],
    ['a number among words', ['1', '2', 'three']],
    ['the words None, NA and null among numbers', ['1', 'None', '3']],
    ['the word NA', ['NA', '1', 'n/a']],
    ['words that some would take for numbers', ['Nan', 'Inf', 'nan']],
    ['hexadecimal', ['0x1A', '0x2B']],
    ['underscores', ['1_000', '2_000']],
    ['thousands separators', ['1,000', '2,500,000']],
    ['numbers that might have thousands separators', ['1,000', '2,500']],
    ['days that do not exist', ['2024-02-30', '2024-01-01']],
    ['yes and no', ['yes', 'no', 'yes']],
    ['t and f', ['t', 'f']],
    ['whole numbers of more than 64 bits', ['12345678901234567890', '12345678901234567891']],
    ['dates and times together', ['2024-01-01', '2024-01-01 10:00']],
    ['percentages', ['10%', '20%']],
    ['versions', ['1.2.3', '1.2.4']],
  ])('text for %s', async (_, cells) => {
    expect(await column(cells)).toMatchObject({ type: 'text', cells });
  });

  it('text with a reason for dates that can be read in two ways', async () => {
    const { type, notes } = await column(['01/02/2024', '03/04/2024']);
    expect(type).toBe('text');
    expect(notes).toEqual([
      expect.stringContaining('"value" stays text: its dates can be read day first or month first'),
    ]);
  });

  it('decimal commas, where no cell can be a thousands separator or where they are asked for', async () => {
    expect(await column(['1,5', '2', '-0,25'])).toMatchObject({ type: 'number', cells: [1.5, 2, -0.25] });
    const asked = await column(['1,000', '2,500'], { decimalSeparator: ',' });
    expect(asked).toMatchObject({ type: 'number', cells: [1, 2.5] });
  });
});

describe('inference looks at every row:', () => {
  const many = (last: string, filler = (i: number) => String(i)) =>
    column([...Array.from({ length: 30_000 }, (_, i) => filler(i)), last]);

  it('one code with a leading zero at the end keeps the column text, unchanged', async () => {
    const { type, cells, notes } = await many('007');
    expect(type).toBe('text');
    expect(cells.at(-1)).toBe('007');
    expect(cells[29_999]).toBe('29999');
    expect(notes).toEqual(['Column "value" stays text: it has codes with leading zeros.']);
  });

  it('one decimal at the end makes the column a number', async () => {
    expect((await many('0.5')).type).toBe('number');
  });

  it('one blank, sign or missing cell at the end does not change the type', async () => {
    expect(await many(' 7')).toMatchObject({ type: 'integer', cells: expect.arrayContaining([7, 29_999]) });
    expect((await many('+7')).cells.at(-1)).toBe(7);
    expect((await many('')).cells.at(-1)).toBeNull();
    const word = (i: number) => (i % 2 === 0 ? 'true' : 'false');
    expect((await many(' TRUE', word)).cells.slice(-2)).toEqual([false, true]);
    const time = (i: number) => new Date(1e12 + 1000 * i).toISOString().slice(0, 19).replace('T', ' ');
    expect((await many('2024-01-01T10:00', time)).cells.at(-1)).toBe('2024-01-01T10:00:00');
  });

  it('one word at the end makes the column text', async () => {
    expect((await many('None')).type).toBe('text');
  });

  it('one number too long at the end keeps the column text', async () => {
    expect((await many('99999999999999999999')).type).toBe('text');
  });

  it('values after thousands of empty cells still count', async () => {
    const { type, cells } = await many('12', () => '');
    expect(type).toBe('integer');
    expect(cells.at(-1)).toBe(12);
  });

  it('one time at the end of dates keeps the column text', async () => {
    const day = (i: number) => new Date(86_400_000 * i).toISOString().slice(0, 10);
    expect((await many('2024-01-01 10:00', day)).type).toBe('text');
    expect((await many('2024-01-01', day)).type).toBe('date');
  });
});

describe('missing cells', () => {
  it('are the empty ones, quoted or not, and nothing else', async () => {
    const { rows, columns } = await loadText('a,b\n,""\nNA," "\nNone,null\n');
    expect(columns.map(({ type }) => type)).toEqual(['text', 'text']);
    expect(rows).toEqual([
      [null, null],
      ['NA', ' '],
      ['None', 'null'],
    ]);
  });

  it('are also the texts that are said to be, with blanks around them or not', async () => {
    const { rows, columns } = await loadText('a,b\n1,x\nNA,?\n NA ,NA\n', {
      options: { missingTexts: ['NA', '?'] },
    });
    expect(columns.map(({ type }) => type)).toEqual(['integer', 'text']);
    expect(rows).toEqual([
      [1, 'x'],
      [null, null],
      [null, null],
    ]);
  });
});

describe('types that are asked for', () => {
  it.each([
    ['text', ['1', '02', ''], ['1', '02', null]],
    ['integer', ['007', '5.0', ' 3 '], [7, 5, 3]],
    ['number', ['007', '1.5', 'nan'], [7, 1.5, Number.NaN]],
    ['boolean', ['yes', 'No', '1', 'f', ''], [true, false, true, false, null]],
    ['date', ['31.12.2024', '01.01.2024'], ['2024-12-31', '2024-01-01']],
    ['timestamp', ['2024-12-31', '2024-01-01'], ['2024-12-31T00:00:00', '2024-01-01T00:00:00']],
  ] as const)('%s override what is inferred', async (type, cells, values) => {
    expect(await column(cells, { types: { value: type } })).toMatchObject({ type, cells: values });
  });

  it('use the decimal separator that is given', async () => {
    const given = await column(['1,5', '2'], { types: { value: 'number' }, decimalSeparator: ',' });
    expect(given.cells).toEqual([1.5, 2]);
  });

  it('fail with the count, line and cell of the first misfit', async () => {
    await expect(
      column(['1', '2', 'three', '4', 'five'], { types: { value: 'integer' } }),
    ).rejects.toMatchObject({
      code: 'CSV_TYPE_MISMATCH',
      message:
        'Column "value" has 2 cells that are not whole numbers, first at line 4 ("three"); load it as text, mend the cells, or set bad rows aside.',
      details: { column: 'value', cells: 2, row: 3, type: 'integer' },
    });
  });

  it('count lines and not rows where cells have line breaks', async () => {
    const text = 'key,value\n"two\nlines",1\n\nb,x\n';
    await expect(loadText(text, { options: { types: { value: 'number' } } })).rejects.toMatchObject({
      message: expect.stringContaining('has a cell that is not a number, at line 5 ("x")'),
    });
  });

  it('for a column that is not there name the nearest one', async () => {
    await expect(column(['1'], { types: { valeu: 'integer' } })).rejects.toMatchObject({
      code: 'COLUMN_UNKNOWN',
      message: expect.stringContaining('did you mean "value"?'),
    });
  });

  it('refuse dates that can be read in two ways', async () => {
    await expect(column(['01/02/2024'], { types: { value: 'date' } })).rejects.toMatchObject({
      code: 'CSV_TYPE_MISMATCH',
      message: expect.stringContaining('day first or month first'),
    });
  });
});
