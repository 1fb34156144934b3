import { describe, expect, test } from 'vitest';
import { createRng } from '../../../core/shared/rng.ts';
import { cells, plantedTables } from '../planted.ts';

const tables = plantedTables();
const rng = createRng(51);
const digits = (count: number) => cells(count, () => rng.integer(10)).join('');

/** Detector and column of every personal finding. */
async function personal(planted: Parameters<typeof tables.profile>[0]): Promise<string[]> {
  const { issues } = await tables.profile(planted);
  const found = issues.filter(({ detector }) => detector.startsWith('pii.'));
  return found.map(({ detector, columns }) => `${detector} ${columns.join('+')}`).sort();
}

/** Luhn's digit behind a body, by the definition: double every second digit from the right. */
function withLuhn(body: string): string {
  const sum = [...body].reverse().reduce((total, letter, i) => {
    const digit = Number(letter) * (i % 2 === 0 ? 2 : 1);
    return total + (digit > 9 ? digit - 9 : digit);
  }, 0);
  return body + String((10 - (sum % 10)) % 10);
}

describe('pii formats', () => {
  const remarks = (rows: number) => cells<string>(rows, (i) => `see file ${i % 40} of the archive`);

  test('one cell among thousands is found, counted and shown masked', async () => {
    const note = remarks(3000);
    note[1776] = 'ask ann.lee@example.org about it';
    const [issue] = await tables.issuesOf('pii.email', { note, x: cells(3000, (i) => i % 7) });
    expect(issue).toMatchObject({
      severity: 'warning',
      count: 1,
      rows: [1777],
      statistic: 1,
      threshold: 0.5,
    });
    expect(issue?.message).toContain('a***@e***.org');
    expect(JSON.stringify(issue)).not.toContain('ann.lee');
    expect(issue?.fixes).toMatchObject([{ kind: 'mask', column: 'note', mask: { method: 'hash' } }]);
  });

  test('each kind is found in a column of its own, and in whole numbers', async () => {
    expect(
      await personal({
        a: cells(50, () => `+49 30 ${2 + rng.integer(8)}${digits(7)}`),
        b: cells(50, () => withLuhn(`4${digits(14)}`)),
        c: cells(50, (i) => (i < 49 ? 'none' : 'DE89370400440532013000')),
        d: cells(50, () => `198.51.100.${100 + rng.integer(150)}`),
        e: cells(50, (i) => `00:1a:2b:3c:4d:${10 + i}`),
        f: cells(50, (i) => `123-45-${1000 + i}`),
        g: cells(50, () => {
          const number = digits(8);
          return `${number}${'TRWAGMYFPDXBNJZSQVHLCKE'.charAt(Number(number) % 23)}`;
        }),
        card: cells(50, () => Number(withLuhn(`4${digits(14)}`))),
        phone: cells(50, () => 5_550_000_000 + rng.integer(10_000_000)),
        ssn: cells(50, (i) => 123_450_001 + i),
      }),
    ).toEqual(
      [
        'pii.phone a',
        'pii.card b',
        'pii.iban c',
        'pii.ip d',
        'pii.mac e',
        'pii.ssn f',
        'pii.national-id g',
        'pii.card card',
        'pii.phone phone',
        'pii.ssn ssn',
      ].sort(),
    );
  });

  test('numbers of the right length whose check digits fail, or pass by chance only, are none', async () => {
    expect(
      await personal({
        order: cells(400, () => `4${digits(15)}`),
        bigNumber: cells(400, () => 4_000_000_000_000_000 + rng.integer(2 ** 31)),
        article: cells(400, () => `${digits(8)}${'ABCDEFGH'.charAt(rng.integer(8))}`),
        batch: cells(400, () => `DE${digits(20)}`),
        version: cells(400, () => `${rng.integer(9)}.${rng.integer(9)}.${rng.integer(9)}.${rng.integer(9)}`),
        day: cells(400, (i) => `2021-01-${10 + (i % 20)}`),
        time: cells(400, (i) => `10:${10 + (i % 50)}:${10 + (i % 50)}`),
        span: cells(400, (i) => `${1000 + i}-${2000 + i}`),
        code: cells(400, (i) => `C${String(i).padStart(9, '0')}`),
        measured: cells(400, () => rng.normal() * 1e9),
      }),
    ).toEqual([]);
  });
});

describe('pii columns', () => {
  const first = ['Ann', 'Jean-Paul', 'Zoë', 'Ravi'];
  const last = ['Lee', "O'Neil", 'Müller', 'García'];
  const pick = (values: readonly string[]) => cells(100, () => values[rng.integer(values.length)] ?? '');

  test('names, births, streets and places go by name and values', async () => {
    const born = cells(100, () =>
      new Date(Date.UTC(1940 + rng.integer(60), rng.integer(12), 3)).toISOString(),
    );
    expect(
      await personal({
        last_name: pick(last),
        name: cells(100, () => `${first[rng.integer(4)]} ${last[rng.integer(4)]}`),
        date_of_birth: { type: 'date', cells: born.map((at) => at.slice(0, 10)) },
        address: cells(100, () => `${1 + rng.integer(90)} ${first[rng.integer(4)]} Road`),
        home: cells(100, (i) => `Lange Straße ${i + 1}`),
        latitude: cells(100, () => 47 + rng.next()),
        longitude: cells(100, () => 8 + rng.next()),
      }),
    ).toEqual([
      'pii.birth-date date_of_birth',
      'pii.coordinates latitude+longitude',
      'pii.name last_name',
      'pii.name name',
      'pii.street address',
      'pii.street home',
    ]);
  });

  test('look-alikes are left alone', async () => {
    expect(
      await personal({
        'Airport Name': pick(['DALLAS LOVE FIELD', 'BOSTON LOGAN']),
        name: pick(['widget', 'gadget', 'gizmo']),
        file_name: pick(['a.txt', 'b.txt']),
        birth_weight: cells(100, () => 2000 + rng.integer(2000)),
        address: cells(100, () => rng.next()),
        lat: cells(100, () => 47 + rng.next()),
        latitude_band: cells(100, (i) => i % 90),
        product: pick(['12 Monkeys', '3 Colours', 'Blade 2']),
        seen: { type: 'date', cells: cells(100, (i) => `2020-01-${10 + (i % 20)}`) },
      }),
    ).toEqual([]);
  });
});
