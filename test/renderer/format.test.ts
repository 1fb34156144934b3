import { describe, expect, test } from 'vitest';
import {
  decimalsFor,
  formatBytes,
  formatDuration,
  formatEstimate,
  formatInterval,
  formatList,
  formatNumber,
  formatPercent,
  formatPlural,
  formatShort,
  formatSpan,
  formatTarget,
} from '../../renderer/ui/format.ts';
import { toCsv, toMarkdown } from '../../renderer/ui/table-text.ts';

describe('numbers in words', () => {
  test('an estimate shows as many digits as its interval supports', () => {
    expect(formatEstimate(0.44938, { low: 0.4217, high: 0.4793 })).toBe('0.449');
    expect(formatEstimate(0.44938, { low: 0.2, high: 0.7 })).toBe('0.45');
    expect(formatEstimate(0.44938, null)).toBe('0.449');
    expect(formatEstimate(null, null)).toBe('–');
    expect(formatInterval({ low: -0.0112, high: 0.0271 })).toBe('−0.011 to 0.027');
    expect(decimalsFor(0.5, 0.5)).toBe(3);
    expect(decimalsFor(0.50001, 0.50002)).toBe(4);
  });

  test('a share that is not all and not nothing never reads as 0 % or 100 %', () => {
    expect([0, 1].map(formatPercent)).toEqual(['0 %', '100 %']);
    expect([0.00001, 0.99999, 0.9999].map(formatPercent)).toEqual(['< 0.01 %', '> 99.99 %', '99.99 %']);
    expect([0.117, 0.0212, 0.817].map(formatPercent)).toEqual(['11.7 %', '2.1 %', '81.7 %']);
  });

  test('where there is little room a number keeps three digits', () => {
    expect([23_838.7, -2_945_452, 9_999, 0.12345, 5e9].map(formatShort)).toEqual([
      '23.8K',
      '−2.95M',
      '9,999',
      '0.1235',
      '5B',
    ]);
  });

  test('a span of moments is no finer than its length', () => {
    expect(formatSpan('2021-01-01', '2023-11-06')).toBe('2021-01 to 2023-11');
    expect(formatSpan('2021-01-01T10:00:00', '2021-06-14T02:00:00')).toBe('2021-01-01 to 06-14');
    expect(formatSpan('2021-01-01T10:30:00', '2021-01-01T18:05:09')).toBe('10:30 to 18:05');
    expect(formatSpan('2021-01-01', '2021-01-01')).toBe('2021-01-01');
  });

  test('numbers keep four digits and a real minus sign', () => {
    expect([-8019, 102127, 0.123456, 3271.258, 1e-7, Number.NaN].map(formatNumber)).toEqual([
      '−8,019',
      '102,127',
      '0.1235',
      '3,271.3',
      '1.00 × 10^−7',
      '–',
    ]);
    expect(formatNumber(Number.NEGATIVE_INFINITY)).toBe('−∞');
  });

  test('sizes, times and lists read as a person would write them', () => {
    expect([812, 3_600_000, 999_900].map(formatBytes)).toEqual(['812 B', '3.6 MB', '1.0 MB']);
    expect([0.2, 214, 1400, 65_000, 120_000, 3_780_000].map(formatDuration)).toEqual([
      '1 ms',
      '0.2 s',
      '1.4 s',
      '1 min 5 s',
      '2 min',
      '1 h 3 min',
    ]);
    expect(formatPlural(1, 'row')).toBe('1 row');
    expect(formatList(['a', 'b', 'c'])).toBe('a, b and c');
    expect(formatList(['a', 'b', 'c', 'd'], 2)).toBe('a, b and 2 more');
    expect(formatTarget({ column: 'Damage', positive: { not: 'None' } })).toBe('Damage ≠ None');
  });
});

describe('tables as text', () => {
  const columns = [
    { id: 'name', name: 'Name', value: (row: { name: string; score: number | null }) => row.name },
    { id: 'score', name: 'Score', value: (row: { name: string; score: number | null }) => row.score },
  ];

  test('CSV quotes what needs it, leaves missing empty and disarms formulas', () => {
    const rows = [
      { name: 'a "quoted", text', score: 0.5 },
      { name: '=1+1', score: null },
    ];
    expect(toCsv(columns, rows)).toBe('Name,Score\r\n"a ""quoted"", text",0.5\r\n\'=1+1,\r\n');
  });

  test('Markdown escapes bars and sets numbers right', () => {
    expect(toMarkdown(columns, [{ name: 'a|b\nc', score: 2 }])).toBe(
      '| Name | Score |\n| --- | ---: |\n| a\\|b c | 2 |\n',
    );
  });
});
