import { describe, expect, it } from 'vitest';
import { dataContract } from '../../../core/contract/data-contract.ts';
import { checkDataContract } from '../../../core/profile/data-contract/check.ts';
import { learnRelations } from '../../../core/profile/data-contract/learn-relations.ts';
import { widenInclusion } from '../../../core/profile/data-contract/margins.ts';
import { inferRelations } from '../../../core/profile/relations/infer-relations.ts';
import type { Side } from '../../../core/profile/relations/side.ts';
import { temporaryDuck } from '../../support/temporary-project.ts';
import { makeSide, rowsOf } from '../relations-sides.ts';

const order = { customer: 'text', shop: 'integer', day: 'date' } as const;
const contractOf = (relation: object) =>
  dataContract.parse({ contract: 1, name: 'orders', columns: [{ name: 'customer' }], relations: [relation] });

/** Holds rows against one relation; answers with the rules about it. */
async function check(options: {
  relation: object;
  from: { columns: Parameters<typeof makeSide>[2]; rows: Parameters<typeof makeSide>[3] };
  to?: { columns: Parameters<typeof makeSide>[2]; rows: Parameters<typeof makeSide>[3] };
}) {
  const { sql } = await temporaryDuck();
  const from = await makeSide(sql, 'orders', options.from.columns, options.from.rows);
  const to = options.to && (await makeSide(sql, 'customers', options.to.columns, options.to.rows));
  const references = new Map(to ? [['customers', { table: to.table, name: 'customers v2' }]] : []);
  const result = await checkDataContract({
    sql,
    table: from.table,
    contract: contractOf(options.relation),
    references,
  });
  return { ...result, rules: result.rules.filter(({ relation }) => relation !== undefined) };
}

const people = { columns: { id: 'text' } as const, rows: [['C1'], ['C2'], ['C3']] };

describe('a relation', () => {
  const from = {
    columns: order,
    rows: [
      ['C1', 1, null],
      ['C9', 1, null],
      [null, 2, null],
      ['C2', 2, null],
      ['C8', 3, null],
      ['C9', 3, null],
    ],
  };

  it('whose every value must occur names the rows that find nothing; missing cells refer to nothing', async () => {
    const relation = { columns: ['customer'], dataset: 'customers', to: ['id'], inclusion: 1 };
    const { rules, holds, headline } = await check({ relation, from, to: people });
    expect(holds).toBe(false);
    expect(headline).toBe('The contract is broken: 1 of 2 rules fails, in "customer".');
    expect(rules).toEqual([
      {
        rule: 'inclusion',
        column: 'customer',
        relation: { columns: ['customer'], dataset: 'customers', to: ['id'] },
        status: 'fail',
        expected: 'every value of "customer" occurs in "id" of customers',
        found: '2 values in 3 rows do not, 60 % of rows, in customers v2',
        count: 3,
        evidence: [
          { row: 2, value: 'C9' },
          { row: 5, value: 'C8' },
          { row: 6, value: 'C9' },
        ],
      },
    ]);
  });

  it('holds at its least share, counted over rows that refer to something', async () => {
    const relation = { columns: ['customer'], dataset: 'customers', to: ['id'] };
    const at = await check({ relation: { ...relation, inclusion: 0.4 }, from, to: people });
    expect(at.rules).toMatchObject([{ status: 'pass', count: 0, evidence: [] }]);
    const above = await check({ relation: { ...relation, inclusion: 0.41 }, from, to: people });
    expect(above.rules).toMatchObject([{ status: 'fail', count: 3 }]);
    const nothing = await check({
      relation: { ...relation, inclusion: 1 },
      from: { columns: order, rows: [[null, 1, null]] },
      to: people,
    });
    expect(nothing.rules).toMatchObject([{ status: 'pass' }]);
  });

  it('of many to one is broken by rows with several matches, of one to one by rows that share one as well', async () => {
    const relation = { columns: ['customer'], dataset: 'customers', to: ['id'] };
    const repeated = { columns: people.columns, rows: [...people.rows, ['C2'], ['C7'], ['C7']] };
    const rows = [
      ['C1', 1, null],
      ['C2', 1, null],
      ['C3', 1, null],
      ['C3', 2, null],
      ['C5', 2, null],
      ['C5', 2, null],
    ];
    const manyToOne = { ...relation, cardinality: 'many-to-one' };
    const failed = await check({ relation: manyToOne, from: { columns: order, rows }, to: repeated });
    expect(failed.rules).toMatchObject([
      {
        rule: 'cardinality',
        status: 'fail',
        count: 1,
        found: '1 row has: customers v2 has up to 2 rows of one value',
        evidence: [{ row: 2, value: 'C2' }],
      },
    ]);
    expect((await check({ relation: manyToOne, from: { columns: order, rows }, to: people })).holds).toBe(
      true,
    );
    const oneToOne = { ...relation, cardinality: 'one-to-one' };
    const shared = await check({ relation: oneToOne, from: { columns: order, rows }, to: repeated });
    expect(shared.rules).toMatchObject([
      {
        count: 3,
        found: '3 rows do not: customers v2 has up to 2 rows of one value, and up to 2 rows share one match',
        evidence: [{ row: 2 }, { row: 3 }, { row: 4 }],
      },
    ]);
  });

  it('of several columns is looked up by all of them, and numbers equal the texts that spell them', async () => {
    const relation = {
      columns: ['customer', 'shop'],
      dataset: 'customers',
      to: ['id', 'shop'],
      inclusion: 1,
    };
    const to = {
      columns: { id: 'text', shop: 'text' } as const,
      rows: [
        ['C1', '1'],
        ['C2', '2'],
      ],
    };
    const rows = [
      ['C1', 1, null],
      ['C2', 1, null],
      ['C2', 2, null],
    ];
    const { rules } = await check({ relation, from: { columns: order, rows }, to });
    expect(rules).toMatchObject([{ count: 1, evidence: [{ row: 2, value: 'C2' }] }]);
  });

  it('to what is not there is reported as not checked, and breaks nothing', async () => {
    const relation = { columns: ['customer'], dataset: 'customers', to: ['id'], inclusion: 1 };
    const alone = await check({ relation, from });
    expect(alone).toMatchObject({
      holds: true,
      headline: 'The contract holds as far as it was checked: 1 of 2 rules could not be.',
      rules: [
        { status: 'not checked', found: 'there is no dataset "customers" to look it up in', evidence: [] },
      ],
    });
    const elsewhere = await check({ relation: { ...relation, to: ['number'] }, from, to: people });
    expect(elsewhere.rules).toMatchObject([
      { status: 'not checked', found: 'customers v2 has no column "number"' },
    ]);
    const own = await check({ relation: { ...relation, columns: ['client'] }, from, to: people });
    expect(own.rules).toMatchObject([{ status: 'not checked', found: 'no column "client"' }]);
  });

  it('that says nothing, or pairs columns wrongly, is refused', () => {
    const relation = { columns: ['customer'], dataset: 'customers', to: ['id'] };
    expect(() => contractOf(relation)).toThrow('give inclusion, cardinality, or both');
    expect(() => contractOf({ ...relation, to: ['a', 'b'], inclusion: 1 })).toThrow('as many columns');
  });
});

describe('relations are learned', () => {
  async function learn(sides: readonly Side[], sql: Parameters<typeof inferRelations>[0]['sql']) {
    const graph = await inferRelations({ sql, sides });
    const [own] = sides;
    if (!own) throw new Error('no side');
    const nameOf = (id: string) => sides.find(({ table }) => table.version === id)?.name ?? '';
    return learnRelations({ graph, version: own.table.version, nameOf });
  }

  it('with the share that finds a match, widened, and the cardinality', async () => {
    const { sql } = await temporaryDuck();
    const orders = await makeSide(
      sql,
      'orders',
      { order_id: 'integer', customer_id: 'text' },
      rowsOf(200, (i) => [i, i % 40 === 7 ? `X${i}` : `C${i % 50}`]),
    );
    const customers = await makeSide(
      sql,
      'customers',
      { id: 'text', town: 'text' },
      rowsOf(60, (i) => [`C${i}`, `town ${i % 3}`]),
    );
    const invoices = await makeSide(
      sql,
      'invoices',
      { number: 'integer', order_id: 'integer' },
      rowsOf(120, (i) => [9000 + i, i]),
    );
    expect(await learn([orders, customers], sql)).toEqual([
      {
        columns: ['customer_id'],
        dataset: 'customers',
        to: ['id'],
        // 5 of 200 rows find nothing: 0.025 × 1.5 + 0.01 = 0.0475, rounded up to 0.048.
        inclusion: 0.952,
        cardinality: 'many-to-one',
      },
    ]);
    expect(await learn([invoices, orders], sql)).toEqual([
      {
        columns: ['order_id'],
        dataset: 'orders',
        to: ['order_id'],
        inclusion: 1,
        cardinality: 'one-to-one',
      },
    ]);
    expect(await learn([customers, orders], sql)).toEqual([]);
    expect(widenInclusion(1)).toBe(1);
  });
});
