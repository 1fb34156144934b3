import { afterAll, beforeAll, expect, it } from 'vitest';
import { datasetVersionId } from '../../core/contract/ids.ts';
import { columnFacts } from '../../core/profile/column-facts.ts';
import { columnValues } from '../../core/profile/column-values.ts';
import { profileContext } from '../../core/profile/profile-context.ts';
import { type TextShape, textShapes } from '../../core/profile/text-shape.ts';
import { resolveThresholds } from '../../core/profile/thresholds.ts';
import { quoteText } from '../../core/shared/sql.ts';
import type { Table } from '../../core/shared/table.ts';
import { type Duck, openDuck } from '../../core/store/duck.ts';

let duck: Duck;
beforeAll(async () => {
  duck = await openDuck({ threads: 2, memoryLimitMb: 512, spillDirectory: null, allowedPaths: [] });
});
afterAll(() => duck.close());

/** Texts of a column each: plain ones, those near to them, and others. */
const columns: readonly string[][] = [
  ['A12', 'b3', 'C4d5'],
  ['ABC', 'DE1', 'Z9'],
  ['abc', 'de1', 'na'],
  ['0', '00', '007', '12', '1234567890123456', '9'.repeat(40), '9'.repeat(41)],
  ['12', '345', '6'],
  ['NA', 'Na', 'na', 'unknown', 'Not available', 'not  available', 'no data', 'tbd', 'mill'],
  ['two words', ' lead', 'trail ', 'a  b', 'tab\tbed', 'x\n', ''],
  ['1e5', '12e3x', '0x1F', '3d', '1a2b3c', '5 apples', 'apple 5'],
  ['A1B2C3D4E5F6G', 'A1B2C3D4E5F6G7', '123456', '1234567'],
  ['1xxx2xxx3xxx4xxx5xxx6xxx7', 'z1xxxx2xxx3xxx4xxx5xxx6xxx7', 'z1xxx2xxx3xxx4xxx5xxx6xxx7'],
  ['AB123456C', 'AB 12 34 56 C', 'QQ123456E', 'XAB123456d9'],
  ['é', 'Zürich', 'grün 7', '東京', 'ab\u00a0', '\ufeffx', 'ï»¿'],
  [
    'a-b-c',
    'a-b',
    '1.2.3.4',
    '12:30',
    'a@b',
    '2024-01-31',
    '31/12/2023',
    'Jan 5, 2024',
    '1,234.5',
    '$5',
    '-3',
  ],
  ['x'.repeat(40), 'x'.repeat(41), 'word '.repeat(8).trim(), 'word '.repeat(9).trim(), 'A1'.repeat(21)],
];

async function shapesOf(name: string, rowCount: number): Promise<Map<number, TextShape>> {
  const cells = columns.map(
    (texts, i) => `[${texts.map(quoteText).join(', ')}][1 + i % ${texts.length}] AS c${i}`,
  );
  await duck.sql.run(
    `CREATE TABLE ${name} AS SELECT ${cells.join(', ')}, i + 1 AS __row FROM range(${rowCount}) AS r(i)`,
  );
  const table: Table = {
    version: datasetVersionId.parse('0'.repeat(64)),
    from: name,
    rowCount,
    columns: columns.map((_, index) => ({ index, name: `c${index}`, sql: `c${index}`, type: 'text' })),
  };
  const pause = async () => {};
  const values = columnValues({ sql: duck.sql, table });
  const context = profileContext({
    sql: duck.sql,
    table,
    target: null,
    targetIndex: null,
    columns: await columnFacts({ sql: duck.sql, table, values, pause }),
    values,
    thresholds: resolveThresholds({}),
    seed: 1,
    pause,
  });
  return textShapes(context);
}

it('texts of a long table look as those of a short one, whose texts are all looked at in SQL', async () => {
  // Every number of texts divides the shorter table.
  const shortRows = 27_720;
  const times = 4;
  const [short, long] = [await shapesOf('short', shortRows), await shapesOf('long', times * shortRows)];
  expect(short.size).toBe(columns.length);
  for (const [index, shape] of short) {
    const scaled = (counts: Readonly<Record<string, number>>) =>
      Object.fromEntries(Object.entries(counts).map(([key, count]) => [key, times * count]));
    const { min, max, ...digits } = shape.digitsOnly;
    expect(long.get(index), columns[index]?.join(' | ')).toEqual({
      ...shape,
      cells: scaled(shape.cells),
      flaws: scaled(shape.flaws),
      wordsWithDigits: times * shape.wordsWithDigits,
      digitsOnly: { ...scaled(digits), min, max },
    });
  }
});
