import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '../../../core/shared/rng.ts';
import { diffTexts } from './load-pair.ts';

const people = `id,name,age,town
p1,Ann,31,Oslo
p2,Bea,44,Bergen
p3,Cy,,Oslo
p4,Dee,52,Bodo
`;

describe('rows by key', () => {
  it('are new, gone, changed or the same, with both cells of every change', async () => {
    const diff = await diffTexts(
      people,
      `id,name,age,town
p4,Dee,53,Bodo
p2,Bea,44,
p1,Ann,31,Oslo
p5,Eve,19,Oslo
p6,Fay,20,Oslo
`,
    );
    expect(diff.rows).toMatchObject({
      key: ['id'],
      keyOrigin: 'inferred',
      before: 4,
      after: 5,
      added: 2,
      removed: 1,
      changed: 2,
      unchanged: 1,
    });
    expect(diff.rows.changedCells).toEqual([
      { column: 'age', count: 1 },
      { column: 'town', count: 1 },
    ]);
    expect(diff.examples.changed).toEqual([
      { key: ['p4'], beforeRow: 4, afterRow: 1, cells: [{ column: 'age', before: 52, after: 53 }] },
      { key: ['p2'], beforeRow: 2, afterRow: 2, cells: [{ column: 'town', before: 'Bergen', after: null }] },
    ]);
    expect(diff.examples.added.map(({ row, cells }) => [row, cells[0]])).toEqual([
      [4, 'p5'],
      [5, 'p6'],
    ]);
    expect(diff.examples.removed).toEqual([{ row: 3, cells: ['p3', 'Cy', null, 'Oslo'] }]);
    expect(diff.headline).toBe(
      '2 rows are new, 1 row is gone and 2 rows changed; no column drifted beyond chance.',
    );
  });

  it('are told apart by two columns where these form a grid', async () => {
    const grid = (value: (place: number) => number) =>
      `land,year,n\n${Array.from({ length: 12 }, (_, i) => `${['NO', 'SE', 'DK'][i % 3]},${2000 + Math.floor(i / 3)},${value(i)}`).join('\n')}\n`;
    const diff = await diffTexts(
      grid(() => 5.5),
      grid((i) => (i === 7 ? 6.5 : 5.5)),
    );
    expect(diff.rows).toMatchObject({ key: ['land', 'year'], changed: 1, unchanged: 11 });
  });

  it('may be matched by columns that are given, in several', async () => {
    const diff = await diffTexts('a,b,x\n1,1,u\n1,2,v\n2,1,w\n', 'a,b,x\n1,1,u\n1,2,V\n2,2,w\n', {
      key: ['a', 'b'],
    });
    expect(diff.rows).toMatchObject({ keyOrigin: 'given', added: 1, removed: 1, changed: 1, unchanged: 1 });
  });

  it('are compared in every column of a wide table', async () => {
    const names = Array.from({ length: 230 }, (_, i) => `c${i}`);
    const csv = (changed: readonly number[]) =>
      `id,${names.join(',')}\n${['p', 'q', 'r'].map((id) => `${id},${names.map((_, i) => (id === 'q' && changed.includes(i) ? 7 : i % 5)).join(',')}`).join('\n')}\n`;
    const diff = await diffTexts(csv([]), csv([3, 130, 229]));
    expect(diff.rows).toMatchObject({ key: ['id'], changed: 1, unchanged: 2 });
    expect(diff.rows.changedCells.map(({ column }) => column)).toEqual(['c3', 'c130', 'c229']);
    expect(diff.examples.changed[0]?.cells.map(({ before, after }) => [before, after])).toEqual([
      [3, 7],
      [0, 7],
      [4, 7],
    ]);
  });

  it('are refused a key that repeats, is missing or is no column, by row or name', async () => {
    const twice = 'a,b\nx,1\ny,2\nx,3\n';
    await expect(diffTexts('a,b\nx,1\ny,2\n', twice, { key: ['a'] })).rejects.toMatchObject({
      code: 'OPTION_INVALID',
      message: expect.stringContaining('later version stands in several rows, first in rows 1 and 3'),
    });
    await expect(diffTexts('a,b\nx,1\n,2\n', twice, { key: ['a'] })).rejects.toMatchObject({
      message: expect.stringContaining('"a" is missing in 1 row of the earlier version'),
    });
    await expect(diffTexts(people, twice, { key: ['nmae'] })).rejects.toMatchObject({
      code: 'COLUMN_UNKNOWN',
    });
  });
});

describe('whole rows', () => {
  it('count as often as they stand there', async () => {
    const diff = await diffTexts('a,b\nx,1\nx,1\ny,2\n,\nz,9\n', 'a,b\nx,1\ny,2\ny,2\n,\nw,9\n');
    expect(diff.rows).toMatchObject({
      keyOrigin: 'none',
      added: 2,
      removed: 2,
      changed: null,
      unchanged: 3,
    });
    expect(diff.examples.added.map(({ row }) => row)).toEqual([3, 5]);
    expect(diff.examples.removed.map(({ row }) => row)).toEqual([2, 5]);
    expect(diff.detail).toContain('whole rows were compared');
  });

  it('agree with a count in memory, and add up, for any two tables', async () => {
    const rows = fc.array(fc.tuple(fc.constantFrom('x', 'y', ''), fc.constantFrom('1', '2', '')), {
      minLength: 1,
      maxLength: 12,
    });
    const csv = (table: readonly (readonly string[])[]) =>
      `a,b\n${['q,7', 'r,8', 'q,7', ...table.map((row) => row.join(','))].join('\n')}\n`;
    await fc.assert(
      fc.asyncProperty(rows, rows, async (before, after) => {
        const [first, second] = [csv(before), csv(after)];
        fc.pre(first !== second);
        const tally = (text: string) => {
          const counts = new Map<string, number>();
          for (const row of text.trimEnd().split('\n').slice(1)) counts.set(row, (counts.get(row) ?? 0) + 1);
          return counts;
        };
        const [old, now] = [tally(first), tally(second)];
        let same = 0;
        for (const [row, count] of now) same += Math.min(count, old.get(row) ?? 0);
        const { rows: found } = await diffTexts(first, second);
        expect(found).toMatchObject({
          keyOrigin: 'none',
          unchanged: same,
          added: after.length + 3 - same,
          removed: before.length + 3 - same,
        });
      }),
      { numRuns: 12 },
    );
  });

  it('in another order are the same', async () => {
    const diff = await diffTexts('a,b\nx,1\nx,2\ny,2\ny,1\nx,1\n', 'a,b\ny,1\nx,2\nx,1\ny,2\nx,1\n');
    expect(diff.headline).toBe('The same rows and columns, in another order.');
  });
});

describe('columns', () => {
  it('are new, gone, renamed or of another type', async () => {
    const diff = await diffTexts(
      'id,weight,colour,old\n1,10,red,a\n2,20,green,b\n3,30,blue,c\n',
      'id,weight,shade,new\n1,10,red,1\n2,heavy,green,2\n3,30,blue,2\n',
    );
    expect(diff.schema).toMatchObject({
      retyped: [{ name: 'weight', before: 'integer', after: 'text' }],
      renamed: [{ before: 'colour', after: 'shade' }],
      shared: 3,
    });
    expect(diff.schema.added.map(({ name }) => name)).toEqual(['new']);
    expect(diff.schema.removed.map(({ name }) => name)).toEqual(['old']);
    expect(diff.rows).toMatchObject({ changed: 1, changedCells: [{ column: 'weight', count: 1 }] });
    expect(diff.headline).toMatch(
      /^One column changed type, one column is new, one column is gone, one column has another name and 1 row changed/,
    );
  });

  it('with hostile names are columns like others', async () => {
    const diff = await diffTexts(
      'id,"a""; DROP TABLE x; --",__proto__\n1,2,3\n2,3,4\n',
      'id,"a""; DROP TABLE x; --",__proto__\n1,2,3\n2,9,4\n',
    );
    expect(diff.rows.changedCells).toEqual([{ column: 'a"; DROP TABLE x; --', count: 1 }]);
  });
});

describe('distributions', () => {
  const rng = createRng(3);
  const table = (size: number, shift: number, town: string) =>
    `age,town,noise\n${Array.from({ length: size }, (_, i) => `${(rng.normal() + shift).toFixed(3)},${i % 5 === 0 ? town : 'Oslo'},${rng.normal().toFixed(3)}`).join('\n')}\n`;

  it('that moved stand first, with how far; those that did not are within chance', async () => {
    const diff = await diffTexts(table(800, 0, 'Bergen'), table(900, 1, 'Tromso'));
    const [first, second, third] = diff.distributions;
    expect([first?.name, second?.name, third?.name]).toEqual(['town', 'age', 'noise']);
    expect(first).toMatchObject({ newLevels: 1, goneLevels: 1, hasDrifted: true });
    expect(second?.hasDrifted).toBe(true);
    // A shift by one standard deviation; the standard error of the difference of means is 0.05.
    expect(second?.shift).toBeGreaterThan(0.85);
    expect(second?.shift).toBeLessThan(1.15);
    expect(third).toMatchObject({ hasDrifted: false });
    expect(diff.headline).toContain('; town drifted most.');
  });

  it('count missing cells as a value of their own', async () => {
    const csv = (missing: number) =>
      `x\n${Array.from({ length: 400 }, (_, i) => (i % 10 < missing ? 'NA' : String(i % 7))).join('\n')}\n`;
    const diff = await diffTexts(csv(0), csv(5), { options: { missingTexts: ['NA'] } });
    expect(diff.distributions[0]).toMatchObject({ hasDrifted: true, after: { missing: 200 } });
  });
});

it('a version is not compared with itself', async () => {
  await expect(diffTexts(people, people)).rejects.toMatchObject({ code: 'OPTION_INVALID' });
});
