import { expect, it } from 'vitest';
import { readUniqueTexts } from '../../core/profile/stored-unique-texts.ts';
import { createRng } from '../../core/shared/rng.ts';
import { place, type Value, writeTyped } from './typed-parts.ts';

const asked = { name: 'c0', mostRepeats: 0.02, smallest: 40, longestShort: 40 };

function draw(rng: ReturnType<typeof createRng>, sizes: readonly number[], missing: number): Value[][] {
  const long = 'many words '.repeat(30);
  return sizes.map((rows) =>
    Array.from({ length: rows }, () => {
      const n = rng.integer(2 ** 31);
      if (rng.next() < missing) return null;
      return [`${n}`, `é ${n} 🐢`, `${long}${n}`, `zzz ${n} ${'x'.repeat(n % 70)}`][n % 4] ?? '';
    }),
  );
}

it.each([
  [[5000], 0],
  [[4000, 4001], 0.2],
  [[9000, 7000], 0.9],
  [[2100, 2500, 9000], 0.5],
  [[5000, 1, 40], 0.1],
  [[40, 4000], 0.99],
])('texts that hardly repeat, in row groups of %j with a share of %d missing', async (sizes, missing) => {
  const { newPath } = await place();
  const groups = draw(createRng(3), sizes, missing);
  const rows = groups.flat();
  // A few texts come again, the smallest of all among them.
  const filled = rows.flatMap((text, row) => (text === null ? [] : [row]));
  const [from = 0, to = 0] = [filled.at(1), filled.at(-1)];
  rows[to] = rows[from] ?? null;
  const begins = sizes.map((_, i) => sizes.slice(0, i).reduce((sum, size) => sum + size, 0));
  const path = newPath();
  const stored = sizes.map((size, i) => rows.slice(begins[i], (begins[i] ?? 0) + size));
  writeTyped(path, [{ type: 'text', groups: stored }]);
  const found = readUniqueTexts({ ...asked, path });
  if (found === null || found === 'foreign') throw new Error('The column is not read');
  const texts = filled.map((row) => String(rows[row]));
  const lengths = texts.map((text) => [...text].length);
  expect(found).toMatchObject({
    count: texts.length,
    least: Math.min(...lengths),
    most: Math.max(...lengths),
    repeated: [[from, to]],
    smallest: [...new Set(texts)]
      .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
      .slice(0, asked.smallest),
  });
  expect(found.keys.length).toBe(rows.length);
  expect(Array.from(found.keys, (key) => Number.isNaN(key))).toEqual(rows.map((text) => text === null));
  expect(found.keys[to]).toBe(found.keys[from]);
  expect(new Set(found.keys).size).toBe(new Set(rows).size);
});

it('tells that more texts come again than asked for, and leaves columns of levels', async () => {
  const { newPath } = await place();
  const path = newPath();
  const cells = Array.from({ length: 6000 }, (_, i) => `text ${i % 5000} of a column without a dictionary`);
  writeTyped(path, [{ type: 'text', groups: [cells] }]);
  expect(readUniqueTexts({ ...asked, path })).toMatchObject({ repeated: null, count: 6000 });
  const levels = newPath();
  writeTyped(levels, [{ type: 'text', groups: [cells.map((_, i) => `level ${i % 5}`)] }]);
  expect(readUniqueTexts({ ...asked, path: levels })).toBeNull();
});

it('lists short texts and those that are no prose where they are few', async () => {
  const { newPath } = await place();
  const prose = (i: number) =>
    `A sentence of letters that is no level at all ${'abcdefghij'[i % 10]}${'x'.repeat(i % 3000)}`;
  const cells: Value[] = Array.from({ length: 3000 }, (_, i) => prose(i));
  cells[7] = 'short';
  cells[1500] = null;
  cells[2000] = `${prose(1)} 12:30`;
  cells[2999] = 'brief words';
  const path = newPath();
  writeTyped(path, [{ type: 'text', groups: [cells] }]);
  expect(readUniqueTexts({ ...asked, path })).toMatchObject({
    count: 2999,
    short: ['short', 'brief words'],
    unlikeProse: ['short', `${prose(1)} 12:30`, 'brief words'],
  });
});
