import { describe, expect, it } from 'vitest';
import { type ColumnRules, dataContract } from '../../../core/contract/data-contract.ts';
import type { ReadOptions } from '../../../core/contract/dataset.ts';
import { checkDataContract } from '../../../core/profile/data-contract/check.ts';
import { failingRows } from '../../../core/profile/data-contract/failing-rows.ts';
import { learnDataContract } from '../../../core/profile/data-contract/learn.ts';
import { columnStatistics } from '../../../core/profile/statistics.ts';
import { loadText } from '../../support/load-text.ts';
import { tableOf } from '../../support/temporary-project.ts';

async function open(text: string, options: ReadOptions = {}) {
  const loaded = await loadText(text, { options });
  const { table, duck } = await tableOf(loaded.project, loaded);
  return { table, sql: duck.sql };
}

async function learn(text: string, options: ReadOptions = {}) {
  const { table, sql } = await open(text, options);
  const statistics = await columnStatistics({ sql, table });
  return learnDataContract({ sql, table, statistics, name: 'table' });
}

async function check(text: string, contract: unknown, options: ReadOptions = {}) {
  return checkDataContract({ ...(await open(text, options)), contract: dataContract.parse(contract) });
}

/** Checks one column against its rules, and tells what failed. */
async function failures(text: string, rules: Omit<ColumnRules, 'required'> & { required?: boolean }) {
  const { rules: results } = await check(text, { contract: 1, name: 'c', columns: [rules] });
  return results
    .filter(({ status }) => status === 'fail')
    .map(({ rule, count, evidence }) => ({ rule, count, rows: evidence.map(({ row }) => row) }));
}

const orders = (rows: number, start = 0) =>
  `order,code,size,amount,day,paid,remark\n${Array.from({ length: rows }, (_, i) => {
    const n = start + i;
    const amount = n % 17 === 3 ? '' : ((n * 37) % 1000) / 10;
    const remark = ['as usual', 'left at the door', 'call first, then come'][(n * n) % 3];
    return `${n + 1},AB-${1000 + n},${['S', 'M', 'L'][n % 3]},${amount},2024-0${1 + (n % 9)}-1${n % 10},${n % 2 === 0},"${remark} ${n}"`;
  }).join('\n')}\n`;

describe('a learned contract', () => {
  it('says what was seen, with margins', async () => {
    const contract = await learn(orders(200));
    const of = (name: string) => contract.columns.find((rules) => rules.name === name);
    expect(contract).toMatchObject({ rows: { min: 100, max: 400 }, otherColumns: 'forbid' });
    expect(of('order')).toEqual({
      name: 'order',
      required: true,
      type: 'integer',
      missing: 0,
      unique: true,
    });
    expect(of('code')).toMatchObject({
      type: 'text',
      unique: true,
      minLength: 7,
      maxLength: 7,
      pattern: '[A-Z]{2}-[0-9]{4}',
    });
    expect(of('size')).toMatchObject({ allowed: ['L', 'M', 'S'] });
    // Seen: 0 to 99.9, so a tenth of the span is 9.99; 12 of 200 are missing: 0.06 × 1.5 + 0.01.
    expect(of('amount')).toMatchObject({ type: 'number', min: 0, missing: 0.1 });
    expect(of('amount')?.max).toBeCloseTo(110, 0);
    expect(of('day')).toMatchObject({ type: 'date', latest: expect.stringMatching(/^2025-/) });
    expect(of('paid')).toEqual({ name: 'paid', required: true, type: 'boolean', missing: 0 });
    expect(of('remark')).toMatchObject({ minLength: expect.any(Number), maxLength: expect.any(Number) });
    expect(of('remark')?.allowed).toBeUndefined();
  });

  it('is kept by its own version and by the next rows of the same source', async () => {
    const contract = await learn(orders(200));
    for (const text of [orders(200), orders(150, 200)]) {
      const result = await check(text, contract);
      expect(result.rules.filter(({ status }) => status === 'fail')).toEqual([]);
      expect(result).toMatchObject({ holds: true, headline: expect.stringContaining('all') });
    }
  });
});

describe('a rule', () => {
  it('about types looks at how each cell reads', async () => {
    expect(await failures('a,b\n1,x\n2.5,y\noops,z\n', { name: 'a', type: 'number' })).toEqual([
      { rule: 'type', count: 1, rows: [3] },
    ]);
    expect(await failures('a,b\n1,x\n2.5,y\n', { name: 'a', type: 'integer' })).toEqual([
      { rule: 'type', count: 1, rows: [2] },
    ]);
    expect(await failures('a,b\n1,x\n2,y\n', { name: 'a', type: 'number' })).toEqual([]);
    expect(await failures('a,b\n1,x\n2,y\n', { name: 'a', type: 'text' })).toEqual([]);
    expect(await failures('a,b\n2024-01-31,x\n2024-02-31,y\n', { name: 'a', type: 'date' })).toEqual([
      { rule: 'type', count: 1, rows: [2] },
    ]);
    expect(await failures('a,b\n2024-01-31,x\n2024-02-01,y\n', { name: 'a', type: 'number' })).toEqual([
      { rule: 'type', count: 2, rows: [1, 2] },
    ]);
    expect(await failures('a,b\n0,x\n1,y\n7,z\n', { name: 'a', type: 'boolean' })).toEqual([
      { rule: 'type', count: 1, rows: [3] },
    ]);
  });

  it('about numbers holds at its limits and ignores missing cells', async () => {
    const text = 'a,b\n0,x\n10,x\n,x\n10.5,x\n-1,x\n';
    expect(await failures(text, { name: 'a', min: 0, max: 10 })).toEqual([
      { rule: 'range', count: 2, rows: [4, 5] },
    ]);
    expect(await failures('a,b\n5,x\nten,x\n50,x\n', { name: 'a', max: 10 })).toEqual([
      { rule: 'range', count: 1, rows: [3] },
    ]);
  });

  it('about days counts the whole last day', async () => {
    const text = 'a,b\n2024-03-01T23:30:00,x\n2024-03-02T00:00:00,x\n2024-02-28T10:00:00,x\n';
    expect(await failures(text, { name: 'a', earliest: '2024-02-28', latest: '2024-03-01' })).toEqual([
      { rule: 'dates', count: 1, rows: [2] },
    ]);
  });

  it('about values, lengths and patterns looks at the text of a cell', async () => {
    const text = `a,b\nred,x\n"it's",x\nblue,x\n,x\n`;
    expect(await failures(text, { name: 'a', allowed: ['red', "it's"] })).toEqual([
      { rule: 'allowed', count: 1, rows: [3] },
    ]);
    expect(await failures('a,b\n1,x\n2,x\n3,x\n', { name: 'a', allowed: [1, 2] })).toEqual([
      { rule: 'allowed', count: 1, rows: [3] },
    ]);
    expect(await failures(text, { name: 'a', minLength: 4, maxLength: 4 })).toEqual([
      { rule: 'length', count: 1, rows: [1] },
    ]);
    expect(await failures(text, { name: 'a', pattern: '[a-z]+' })).toEqual([
      { rule: 'pattern', count: 1, rows: [2] },
    ]);
  });

  it('about missing cells and uniqueness shows the rows', async () => {
    const text = 'a,b\nx,1\n,2\nx,3\ny,4\n';
    expect(await failures(text, { name: 'a', missing: 0.2 })).toEqual([
      { rule: 'missing', count: 1, rows: [2] },
    ]);
    expect(await failures(text, { name: 'a', missing: 0.25 })).toEqual([]);
    expect(await failures(text, { name: 'a', unique: true })).toEqual([
      { rule: 'unique', count: 2, rows: [1, 3] },
    ]);
  });

  it('about the table names columns that are absent or too many, and counts rows', async () => {
    const contract = {
      contract: 1,
      name: 'c',
      rows: { min: 3 },
      otherColumns: 'forbid',
      key: ['a', 'b'],
      columns: [{ name: 'a' }, { name: 'gone' }, { name: 'maybe', required: false }],
    };
    const { rules, holds } = await check('a,b\n1,1\n1,1\n', contract);
    const failed = rules.filter(({ status }) => status === 'fail');
    expect(holds).toBe(false);
    expect(failed.map(({ rule, column }) => [rule, column])).toEqual([
      ['rows', null],
      ['other columns', null],
      ['key', null],
      ['required', 'gone'],
    ]);
    expect(failed.find(({ rule }) => rule === 'key')).toMatchObject({ count: 2 });
  });

  it('shows at most 20 rows of many', async () => {
    const text = `a,b\n${Array.from({ length: 90 }, (_, i) => `${i},x`).join('\n')}\n`;
    const { rules } = await check(text, { contract: 1, name: 'c', columns: [{ name: 'a', max: 9 }] });
    expect(rules[0]).toMatchObject({ rule: 'range', count: 80 });
    expect(rules[0]?.evidence).toHaveLength(20);
  });

  it('with a pattern that is no regular expression is refused by name', async () => {
    const contract = { contract: 1, name: 'c', columns: [{ name: 'a', pattern: '[a-' }] };
    await expect(check('a,b\nx,1\n', contract)).rejects.toMatchObject({
      code: 'SPEC_INVALID',
      message: expect.stringContaining('column "a"'),
    });
  });
});

describe('all rows that break a contract', () => {
  it('are told rule by rule in row order, beyond those that a check shows', async () => {
    const rows = Array.from(
      { length: 5000 },
      (_, i) => `${i % 2 === 0 ? i : `C${i % 1000}`},${i % 100 === 0 ? '' : i}`,
    );
    const contract = dataContract.parse({
      contract: 1,
      name: 'c',
      rows: { max: 10 },
      key: ['a', 'b'],
      columns: [
        { name: 'a', pattern: 'C[0-9]+' },
        { name: 'b', missing: 0, unique: true, max: 4000 },
      ],
    });
    const opened = await open(`a,b\n${rows.join('\n')}\n`);
    const found = new Map<string, number[]>();
    for await (const { rule, column, rows: some } of failingRows({ ...opened, contract })) {
      const key = `${column} ${rule}`;
      found.set(key, [...(found.get(key) ?? []), ...some.map(({ row }) => row)]);
    }
    const numbers = Array.from({ length: 5000 }, (_, i) => i);
    expect(Object.fromEntries(found)).toEqual({
      'a pattern': numbers.filter((i) => i % 2 === 0).map((i) => i + 1),
      'b range': numbers.filter((i) => i > 4000 && i % 100 !== 0).map((i) => i + 1),
      'b missing': numbers.filter((i) => i % 100 === 0).map((i) => i + 1),
    });
  });

  it('of a key show the cells of its first column, and a rule that is kept has none', async () => {
    const opened = await open('a,b,c\nx,1,9\nx,2,9\nx,1,9\n');
    const contract = dataContract.parse({
      contract: 1,
      name: 'c',
      key: ['a', 'b'],
      columns: [{ name: 'c', missing: 0 }],
    });
    const found = [];
    for await (const each of failingRows({ ...opened, contract })) found.push(each);
    expect(found).toEqual([
      {
        rule: 'key',
        column: 'a',
        rows: [
          { row: 1, value: 'x' },
          { row: 3, value: 'x' },
        ],
      },
    ]);
  });
});
