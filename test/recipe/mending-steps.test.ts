import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ColumnType } from '../../core/contract/dataset.ts';
import type { SqlValue } from '../../core/shared/sql.ts';
import type { Duck } from '../../core/store/duck.ts';
import { openTestDuck } from '../split/make-table.ts';
import { cellsAfter } from './cells-after.ts';

let duck: Duck;
beforeAll(async () => {
  duck = await openTestDuck();
});
afterAll(() => duck.close());

describe('garbled texts', () => {
  const mended = async (cells: readonly SqlValue[], steps: readonly object[] = [{ kind: 'redecode' }]) =>
    (await cellsAfter(duck.sql, { type: 'text', cells, steps })).cells;
  /** UTF-8 as a reader of Latin-1 sees it. */
  const garble = (text: string) => Buffer.from(text, 'utf8').toString('latin1');

  test('UTF-8 read as Latin-1 or Windows-1252 is read as UTF-8, each run on its own', async () => {
    const cells = ['cafÃ©', 'â‚¬ 5 and Ã¼ber', 'naÃ¯ve cafÃ©', 'â€œyesâ€\u009d', 'ÐœÐ¸Ñ€', null];
    expect(await mended(cells)).toEqual(['café', '€ 5 and über', 'naïve café', '“yes”', 'Мир', null]);
  });

  test('what is right, and what is no UTF-8, stays', async () => {
    const cells = ['café', 'Ã', 'éÃ©', 'Ågren', '東京', '', 'plain', '10 °C', 'Ã© Ã'];
    expect(await mended(cells)).toEqual(['café', 'Ã', 'éÃ©', 'Ågren', '東京', '', 'plain', '10 °C', 'é Ã']);
  });

  test('any text of Latin letters that was garbled is had back', async () => {
    const letters = fc.string({ unit: fc.constantFrom(...'abc é ü ñ Å ø ß – € „quoted“'), maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(letters, async (text) => {
        expect(await mended([garble(text)])).toEqual([text]);
      }),
      { numRuns: 40 },
    );
  });

  test('it comes after spellings are merged and before texts are trimmed', async () => {
    const steps = [
      { kind: 'trim' },
      { kind: 'redecode' },
      { kind: 'merge-spellings', map: { 'cafÃ©': 'CafÃ©' } },
    ];
    expect(await mended(['cafÃ©', 'Ã\u00a0 la'], steps)).toEqual(['Café', 'à la']);
  });
});

describe('numbers', () => {
  test('numbers in a range are converted, its ends included, and the rest stays', async () => {
    const convert = (type: ColumnType, cells: SqlValue[], step: object) =>
      cellsAfter(duck.sql, { type, cells, steps: [{ kind: 'convert', ...step }] });
    const cells = [2.5, 2400, 1000, 5000, null, Number.NaN, Infinity, -3];
    const grams = await convert('number', cells, { low: 1000, high: 5000, factor: 0.001 });
    expect(grams.cells).toEqual([2.5, 2.4, 1, 5, null, Number.NaN, Infinity, -3]);
    const heat = await convert('integer', [37, 98], {
      low: 90,
      high: 110,
      factor: 1 / 1.8,
      offset: -32 / 1.8,
    });
    expect(heat.type).toBe('number');
    expect(heat.cells[0]).toBe(37);
    expect(heat.cells[1]).toBeCloseTo(36.667, 3);
  });

  test('a text is cast before it is converted, and cells are converted before they are clipped', async () => {
    const steps = [
      { kind: 'clip', low: 0, high: 0.75 },
      { kind: 'convert', low: 1000, high: 9000, factor: 0.001 },
      { kind: 'cast', to: 'number' },
    ];
    const read = await cellsAfter(duck.sql, { type: 'text', cells: ['1', '2', '3', '4000', '5'], steps });
    expect(read.cells).toEqual([1, 2, 3, 4, 4]);
  });

  test('dates and times are missing where they are marked, however the mark is written', async () => {
    const steps = [{ kind: 'cast', to: 'text' }];
    const marked = async (type: 'date' | 'timestamp', cells: string[], missing: string[]) =>
      (await cellsAfter(duck.sql, { type, cells, steps, missing })).cells;
    const times = ['1900-01-01 00:00:00', '2020-02-03 04:05:06'];
    for (const mark of ['1900-01-01T00:00:00', '1900-01-01 00:00', '1900-01-01']) {
      expect(await marked('timestamp', times, ['?', mark])).toEqual([null, '2020-02-03 04:05:06']);
      expect(await marked('date', ['1900-01-01', '2020-02-03'], [mark])).toEqual([null, '2020-02-03']);
    }
  });

  test('infinite cells are missing where they are marked', async () => {
    const steps = [{ kind: 'log1p' }];
    const cells = [1, Infinity, -Infinity, null];
    const missing = async (marks: string[]) =>
      (await cellsAfter(duck.sql, { type: 'number', cells, steps, missing: marks })).cells.map(
        (cell) => cell === null,
      );
    expect(await missing(['Infinity', '-Infinity'])).toEqual([false, true, true, true]);
    expect(await missing(['Infinity'])).toEqual([false, true, false, true]);
    expect(await missing([])).toEqual([false, false, false, true]);
  });
});
