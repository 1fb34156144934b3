import { expect, test } from 'vitest';
import type { ColumnStatistics } from '../../core/contract/profile.ts';
import { chartWords } from '../../renderer/ui/chart-words.ts';

const empty: ColumnStatistics = {
  column: { index: 0, name: 'x', sql: 'c0', type: 'text' },
  count: 10,
  missing: 0,
  distinct: 10,
  numeric: null,
  text: null,
  time: null,
  top: [],
};

const eachOnce = ['a', 'b'].map((value) => ({ value, count: 1 }));

test('texts that all differ are told by their shapes', () => {
  const text = {
    minLength: 1,
    maxLength: 7,
    shapes: [
      { shape: 'AA-999', count: 7 },
      { shape: 'a+', count: 2 },
    ],
  };
  expect(chartWords({ ...empty, text, top: eachOnce })).toBe(
    '10 distinct values, each in one row. Commonest shapes AA-999 in 7 (70 %), a+ in 2 (20 %)',
  );
  const [first] = text.shapes;
  const shapes = first ? [{ ...first, count: 10 }] : [];
  expect(chartWords({ ...empty, text: { ...text, shapes }, top: eachOnce })).toBe(
    '10 distinct values, each in one row. All cells have the shape AA-999',
  );
});

test('moments are told by their histogram', () => {
  const histogram = { edges: ['2024-01-01', '2024-02-01', '2024-03-03'], counts: [3, 7] };
  const time = {
    min: '2024-01-01',
    max: '2024-03-03',
    spread: {
      firstQuartile: '2024-01-20',
      median: '2024-02-10',
      thirdQuartile: '2024-02-20',
      histogram,
    },
  };
  expect(chartWords({ ...empty, time, top: eachOnce })).toBe(
    '10 values in 2 bins from 2024-01-01 to 2024-03-03; the fullest, 2024-02-01 to 2024-03-03, holds 7',
  );
  expect(chartWords({ ...empty, time: { ...time, spread: null }, top: eachOnce })).toBe(
    '10 distinct values, each in one row',
  );
});

test('a long value is cut in words', () => {
  const words = chartWords({ ...empty, distinct: 2, top: [{ value: 'x'.repeat(1_000_000), count: 9 }] });
  expect(words.length).toBeLessThan(200);
});
