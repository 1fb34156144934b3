import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countText, durationText, metricText, shareText, sizeText } from '../../cli/numbers.ts';
import { printable, printableLines } from '../../cli/printable.ts';
import { textTable } from '../../cli/text-table.ts';
import { fitText, textWidth, wrapText } from '../../cli/text-width.ts';

test('control characters of data become visible escapes', () => {
  expect(printable('a\u001b[31mred')).toBe('a\\u001b[31mred');
  expect(printable('two\nlines\r\tand more')).toBe('two\\nlines\\r\\tand more');
  expect(printable('abc\u202edcba')).toBe('abc\\u202edcba');
  expect(printable('Ä 数 é ½')).toBe('Ä 数 é ½');
  expect(printableLines('a\nb\u0007')).toBe('a\nb\\u0007');
});

test('whatever the text, nothing printed moves the cursor', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(printable(text)).not.toMatch(/\p{Cc}/u);
    }),
  );
});

test('wrapped lines keep all words and fit when words do', () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[a-z]{1,12}$/)),
      fc.integer({ min: 12, max: 60 }),
      (words, columns) => {
        const lines = wrapText(words.join(' '), columns);
        expect(lines.join(' ')).toBe(words.join(' '));
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(columns);
      },
    ),
  );
});

test('width counts terminal columns, not characters', () => {
  expect(textWidth('abc')).toBe(3);
  expect(textWidth('数据')).toBe(4);
  expect(textWidth('e\u0301')).toBe(1);
  expect(textWidth('\u001b[31mred\u001b[39m')).toBe(3);
  expect(fitText('Multilayer perceptron', 10)).toBe('Multilaye…');
  expect(fitText('数据数据', 5)).toBe('数据…');
});

test('a table aligns its cells and cuts the first column to fit', () => {
  const columns = [
    { head: ['name'], align: 'left' },
    { head: ['log', 'loss'], align: 'right' },
  ] as const;
  const rows = [
    ['A long name of a model', '0.5'],
    ['B', '10.25'],
  ];
  expect(textTable({ columns, rows, width: 80 })).toEqual([
    '                          log',
    'name                     loss',
    '──────────────────────  ─────',
    'A long name of a model    0.5',
    'B                       10.25',
  ]);
  const narrow = textTable({ columns, rows, width: 22 });
  expect(narrow.at(-2)).toBe('A long name of…    0.5');
  for (const line of narrow) expect(textWidth(line)).toBeLessThanOrEqual(22);
});

test('numbers read as figures of a report', () => {
  expect(metricText(null)).toBe('–');
  expect(metricText(0.61749)).toBe('0.617');
  expect(countText(45211)).toBe('45,211');
  expect([0, 0.00001, 0.0005, 0.106, 0.3, 1].map(shareText)).toEqual([
    '0 %',
    '<0.01 %',
    '0.05 %',
    '10.6 %',
    '30 %',
    '100 %',
  ]);
  expect([340, 1240, 125_000].map(durationText)).toEqual(['340 ms', '1.2 s', '2 min 5 s']);
  expect([912, 41_300, 2_100_000].map(sizeText)).toEqual(['912 bytes', '41.3 kB', '2.1 MB']);
});
