import { describe, expect, it } from 'vitest';
import { boolean, type CellForm, code, integer, longInteger, number } from '../../core/load/cell-form.ts';
import { isoDate, isoTimestamp } from '../../core/load/time-form.ts';
import {
  booleanValue,
  dateValue,
  integerValue,
  isInDigits,
  numberValue,
  timeValue,
} from '../../core/load/typed-csv/cell-values.ts';
import { createRng, type Rng } from '../../core/shared/rng.ts';
import { quoteText } from '../../core/shared/sql.ts';
import { temporaryDuck } from '../support/temporary-project.ts';

/** What the function says of a cell, as text: undefined where it leaves the cell to others, null where there is no value. */
type Read = (cell: string) => string | null | undefined;

const asText = (value: unknown) => (value === null || value === undefined ? value : String(value));
const digits = (form: 'code' | 'long integer') => (cell: string) =>
  isInDigits(cell, form) ? (cell.trim() === '' ? null : cell) : undefined;

const bits = (value: number | null | undefined) => {
  if (value === null || value === undefined) return value;
  if (Number.isNaN(value)) return 'nan';
  return String(new BigInt64Array(Float64Array.of(value).buffer)[0]);
};

/** A form, its reader, the SQL that makes the value comparable, cells to begin with and what they are changed with. */
const cases: [string, CellForm, Read, (value: string) => string, string[], string[]][] = [
  [
    'integer',
    integer,
    (c) => asText(integerValue(c)),
    (v) => `CAST(${v} AS VARCHAR)`,
    ['0', '-12', '+907', '9223372036854775807', ' 5 ', ''],
    ['0', '9', '-', '+', ' ', '\t', '.', 'e1', '18446744073709551616'],
  ],
  [
    'number',
    number('.'),
    (c) => bits(numberValue(c, 'number')),
    (v) => v,
    ['1.5', '.5', '5.', '-0.0', '1e-7', '12E+3', 'nan', '-Infinity', 'inf', ' 1 ', ''],
    ['0', '9', '.', '-', '+', 'e', 'E-', ' ', '\t', 'n', 'f', ',', 'e30', '123456789012345678'],
  ],
  [
    'comma number',
    number(','),
    (c) => bits(numberValue(c, 'comma number')),
    (v) => v,
    ['1,5', ',5', '5,', '1e7', 'nan', ''],
    ['0', '9', ',', '.', '-', 'e', ' '],
  ],
  [
    'boolean',
    boolean,
    (c) =>
      asText(
        booleanValue(c) === null ? null : booleanValue(c) === undefined ? undefined : booleanValue(c) === 1,
      ),
    (v) => `CAST(${v} AS VARCHAR)`,
    ['true', 'FALSE', ' True\t', ''],
    ['t', 'E', ' ', '1', 'u', '\t'],
  ],
  [
    'date',
    isoDate,
    dateValue,
    (v) => `CAST(${v} AS VARCHAR)`,
    ['', '2024-01-01', ' '],
    [' ', '\t', '-', '0'],
  ],
  [
    'timestamp',
    isoTimestamp,
    (c) => asText(timeValue(c)),
    (v) => `CAST(epoch_us(${v}) AS VARCHAR)`,
    [
      '2024-02-29 10:20:30',
      '1969-12-31T23:59',
      '0001-01-01 00:00:00.5',
      '9999-12-31 23:59:59.999999Z',
      ' 2024-01-01 00:00 ',
      '',
    ],
    ['0', '9', ':', '.5', 'Z', 'T', ' ', '-', ':30', '24', '60'],
  ],
  ['code', code, digits('code'), (v) => v, ['007', '12', ''], ['0', '9', ' ', '-', '\t', 'a']],
  [
    'long integer',
    longInteger,
    digits('long integer'),
    (v) => v,
    ['12345678901234567890123', '-1', '+2', '0', ''],
    ['0', '9', ' ', '-', '+', '\t'],
  ],
];

/** A cell with up to three changes: a piece put in, or a character taken out. */
function changed(cell: string, pieces: readonly string[], rng: Rng): string {
  let text = cell;
  for (let i = rng.integer(4); i > 0; i--) {
    const at = rng.integer(text.length + 1);
    const isTaken = rng.integer(3) === 0;
    text =
      text.slice(0, at) +
      (isTaken ? '' : pieces[rng.integer(pieces.length)]) +
      text.slice(isTaken ? at + 1 : at);
  }
  return text;
}

describe('a cell in an unusual spelling that is read without DuckDB says what SQL makes of it:', () => {
  for (const [name, form, read, toText, cells, pieces] of cases) {
    it(name, async () => {
      const { sql } = await temporaryDuck();
      const rng = createRng(7);
      const tried = new Set(
        Array.from({ length: 4000 }, () => changed(cells[rng.integer(cells.length)] ?? '', pieces, rng)),
      );
      const taken = [...tried].filter((cell) => cell !== '' && read(cell) !== undefined);
      expect(taken.length).toBeGreaterThan(3);
      await sql.run(`CREATE TABLE cells AS SELECT unnest([${taken.map(quoteText).join(', ')}]) AS cell`);
      const value = form.type === 'number' ? form.value('cell') : toText(form.value('cell'));
      const found: unknown[] = [];
      if (form.type === 'number') {
        const [fits = [], values = []] = await sql.numbers(
          `SELECT ${form.fits('cell')}, ${value} FROM cells`,
        );
        const [blank = []] = await sql.numbers(`SELECT (${value}) IS NULL FROM cells`);
        for (let i = 0; i < fits.length; i++)
          found.push(fits[i] === 1 ? (blank[i] === 1 ? null : bits(values[i])) : 'no fit');
      } else {
        const rows = await sql.rows(`SELECT ${form.fits('cell')} AS fits, ${value} AS value FROM cells`);
        for (const row of rows) found.push(row.fits === true ? (row.value ?? null) : 'no fit');
      }
      const isText = form.type === 'text';
      const expected = taken.map((cell) => (isText ? cell : read(cell)));
      expect(taken.map((cell, i) => [cell, found[i]])).toEqual(taken.map((cell, i) => [cell, expected[i]]));
    });
  }
});
