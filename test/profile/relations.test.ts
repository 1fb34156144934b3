import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CoreError } from '../../core/errors.ts';
import { inferRelations } from '../../core/profile/relations/infer-relations.ts';
import { joinCounts } from '../../core/profile/relations/join-counts.ts';
import { nameSimilarity } from '../../core/profile/relations/name-similarity.ts';
import type { Side } from '../../core/profile/relations/side.ts';
import type { Duck } from '../../core/store/duck.ts';
import { openTestDuck } from '../split/make-table.ts';
import { makeSide, rowsOf } from './relations-sides.ts';

let duck: Duck;
beforeAll(async () => {
  duck = await openTestDuck();
});
afterAll(() => duck.close());

const infer = (...sides: Side[]) => inferRelations({ sql: duck.sql, sides });

/** Edges in words: "orders.customer_id -> customers.id n:1". */
async function edgesOf(...sides: Side[]): Promise<string[]> {
  const { edges } = await infer(...sides);
  const name = (version: string) => sides.find(({ table }) => table.version === version)?.name;
  return edges.map(
    ({ from, to, on, cardinality }) =>
      `${name(from)}.${on.map((pair) => pair.from).join('+')} -> ${name(to)}.${on.map((pair) => pair.to).join('+')} ${cardinality}`,
  );
}

function customers(count = 40) {
  return makeSide(
    duck.sql,
    'customers',
    { id: 'integer', city: 'text' },
    rowsOf(count, (i) => [i + 1, `town ${i % 7}`]),
  );
}

describe('inferred relations', () => {
  test('a column that refers to a key is found, with its orphans and their rows', async () => {
    const orders = await makeSide(
      duck.sql,
      'orders',
      { order_id: 'integer', customer_id: 'integer', quantity: 'integer' },
      rowsOf(200, (i) => [i + 1, i % 50 === 49 ? 900 + i : (i % 40) + 1, (i % 5) + 1]),
    );
    const parents = await customers();
    const graph = await infer(orders, parents);
    expect(await edgesOf(orders, parents)).toEqual(['orders.customer_id -> customers.id n:1']);
    const [edge] = graph.edges;
    expect(edge).toMatchObject({
      joinedRows: 200,
      child: { rows: 200, unmatchedRows: 4, unmatchedValues: 4, missing: 0 },
      parent: { rows: 40, unmatchedRows: 0, mostPerValue: 1 },
    });
    expect(edge?.issues.map(({ issue }) => [issue.detector, issue.severity, issue.count])).toEqual([
      ['relation.orphan', 'warning', 4],
    ]);
    expect(edge?.issues[0]).toMatchObject({
      version: orders.table.version,
      issue: { rows: [50, 100, 150, 200], columns: ['customer_id'] },
    });
    expect(graph.nodes.map(({ keys }) => keys[0]?.columns)).toEqual([['order_id'], ['id']]);
  });

  test('a clean relation has no issue, and missing references are no orphans', async () => {
    const visits = await makeSide(
      duck.sql,
      'visits',
      { customer: 'integer' },
      rowsOf(90, (i) => [i % 9 === 0 ? null : (i % 40) + 1]),
    );
    const { edges } = await infer(visits, await customers());
    expect(edges).toHaveLength(1);
    expect(edges[0]).toMatchObject({ child: { missing: 10, unmatchedRows: 0 }, issues: [] });
  });

  test('small whole numbers that happen to lie within a key are no relation', async () => {
    const items = await makeSide(
      duck.sql,
      'items',
      { item: 'integer', quantity: 'integer', price: 'number' },
      rowsOf(100, (i) => [i + 1, (i % 6) + 1, i + 0.5]),
    );
    expect(await edgesOf(items, await customers(500))).toEqual([]);
  });

  test('sparse codes are found without the help of names, as numbers and as text', async () => {
    const code = (i: number) => 100_003 + 7919 * i;
    const stations = await makeSide(
      duck.sql,
      'stations',
      { nr: 'integer', height: 'number' },
      rowsOf(30, (i) => [code(i), i / 3]),
    );
    const readings = await makeSide(
      duck.sql,
      'readings',
      { place: 'text', value: 'number' },
      rowsOf(120, (i) => [String(code(i % 30)), i / 7]),
    );
    expect(await edgesOf(readings, stations)).toEqual(['readings.place -> stations.nr n:1']);
  });

  test('a key with exceptions is told, and how many rows a join multiplies', async () => {
    const staff = await makeSide(
      duck.sql,
      'staff',
      { staff_id: 'text', team: 'text' },
      rowsOf(100, (i) => [`s${i === 99 ? 0 : i}`, `t${i % 3}`]),
    );
    const shifts = await makeSide(
      duck.sql,
      'shifts',
      { staff_id: 'text', hours: 'integer' },
      rowsOf(400, (i) => [`s${i % 99}`, 8]),
    );
    const { edges } = await infer(shifts, staff);
    expect(edges).toHaveLength(1);
    expect(edges[0]).toMatchObject({ cardinality: 'n:m', joinedRows: 405 });
    const found = edges[0]?.issues.map(({ version, issue }) => [
      issue.detector,
      issue.count,
      issue.rows,
      version,
    ]);
    expect(found).toEqual([
      ['relation.fan-out', 5, [1, 100], staff.table.version],
      ['relation.key', 2, [1, 100], staff.table.version],
    ]);
    expect(edges[0]?.issues[0]?.issue.statistic).toBeCloseTo(405 / 400, 12);
  });

  test('a column that names say is the key is referred to, though a tenth of its rows repeat', async () => {
    const depots = await makeSide(
      duck.sql,
      'depots',
      { depot_id: 'text', gates: 'integer' },
      rowsOf(100, (i) => [`d${i % 90}`, i % 7]),
    );
    const deliveries = await makeSide(
      duck.sql,
      'deliveries',
      { depot_id: 'text', crates: 'integer' },
      rowsOf(400, (i) => [`d${i % 95}`, i % 11]),
    );
    const byName = await makeSide(
      duck.sql,
      'returns',
      { depot: 'text', crates: 'integer' },
      rowsOf(300, (i) => [`d${i % 70}`, i % 13]),
    );
    expect(await edgesOf(depots, deliveries)).toEqual(['deliveries.depot_id -> depots.depot_id n:m']);
    expect(await edgesOf(depots, byName)).toEqual(['returns.depot -> depots.depot_id n:m']);
    const { edges, issues } = await infer(depots, deliveries);
    const found = [...(edges[0]?.issues ?? []), ...issues];
    expect(found.map(({ version, issue }) => [issue.detector, issue.columns, version])).toEqual([
      ['relation.fan-out', ['depot_id'], depots.table.version],
      ['relation.orphan', ['depot_id'], deliveries.table.version],
    ]);
    expect(found[0]?.issue.rows).toEqual(
      [...Array(100).keys()].flatMap((i) => (i < 10 || i >= 90 ? [i + 1] : [])),
    );
  });

  test('two columns together are a key where none is alone', async () => {
    const day = (i: number) => `2024-01-${String((i % 20) + 1).padStart(2, '0')}`;
    const sales = await makeSide(
      duck.sql,
      'sales',
      { shop: 'text', day: 'date', amount: 'number' },
      rowsOf(300, (i) => [`shop ${i % 4}`, day(Math.floor(i / 4)), i / 3]),
    );
    const weather = await makeSide(
      duck.sql,
      'weather',
      { shop: 'text', day: 'date', rain: 'number' },
      rowsOf(80, (i) => [`shop ${i % 4}`, day(Math.floor(i / 4)), i / 9]),
    );
    const graph = await infer(sales, weather);
    expect(await edgesOf(sales, weather)).toEqual(['sales.day+shop -> weather.day+shop n:1']);
    expect(graph.nodes[1]?.keys[0]?.columns).toEqual(['shop', 'day']);
    expect(graph.edges[0]?.joinedRows).toBe(300);
  });

  test('rows of one thing in two datasets are one to one, and the smaller one refers', async () => {
    const profiles = await makeSide(
      duck.sql,
      'profiles',
      { user_id: 'text', age: 'integer' },
      rowsOf(30, (i) => [`u-${i}`, i]),
    );
    const users = await makeSide(
      duck.sql,
      'users',
      { user_id: 'text', name: 'text' },
      rowsOf(50, (i) => [`u-${i}`, `n${i % 3}`]),
    );
    expect(await edgesOf(users, profiles)).toEqual(['profiles.user_id -> users.user_id 1:1']);
  });

  test('the same datasets give the same graph, and a stop ends the work', async () => {
    const [a, b] = [await customers(), await customers(30)];
    expect(await infer(a, b)).toEqual(await infer(a, b));
    const stop = new AbortController();
    stop.abort();
    await expect(inferRelations({ sql: duck.sql, sides: [a, b], signal: stop.signal })).rejects.toMatchObject(
      {
        code: 'CANCELLED',
      } satisfies Partial<CoreError>,
    );
  });
});

describe('names', () => {
  test.each([
    ['customer_id', 'customer_id', 'accounts', 1],
    ['customer_id', 'id', 'customers', 1],
    ['CustomerID', 'id', 'customers_2024', 1],
    ['customer', 'id', 'customers', 1],
    ['cust_no', 'customer_no', 'customers', 1],
    ['id', 'id', 'customers', 1 / 3],
    ['quantity', 'id', 'customers', 0],
  ])('%s against %s of %s', (from, column, dataset, expected) => {
    expect(nameSimilarity(from, { column, dataset })).toBeCloseTo(expected, 12);
  });
});

describe('counts of a join', () => {
  test('agree with the join that is made, whatever the keys', async () => {
    const key = fc.option(fc.integer({ min: 0, max: 6 }), { nil: null, freq: 6 });
    const side = fc.array(fc.tuple(key, key), { minLength: 1, maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(side, side, async (a, b) => {
        const columns = { x: 'integer', y: 'integer' } as const;
        const left = await makeSide(duck.sql, 'a', columns, a);
        const right = await makeSide(duck.sql, 'b', columns, b);
        const on = [0, 1].map((i) => ({ left: columnOf(left, i), right: columnOf(right, i) }));
        const counts = await joinCounts({ sql: duck.sql, left: left.table, right: right.table, on });
        const matches = a.map((row) => b.filter((other) => isEqual(row, other)).length);
        expect(counts.innerRows).toBe(matches.reduce((sum, n) => sum + n, 0));
        expect(counts.multipliedRows).toBe(matches.filter((n) => n > 1).length);
        expect(counts.left).toMatchObject({
          rows: a.length,
          missing: a.filter((row) => row.includes(null)).length,
          matchedRows: matches.filter((n) => n > 0).length,
          unmatchedRows: a.filter((row, i) => !row.includes(null) && matches[i] === 0).length,
          mostPerValue: Math.max(0, ...b.map((row) => a.filter((other) => isEqual(row, other)).length)),
        });
      }),
      { numRuns: 30 },
    );
  });
});

function columnOf(side: Side, index: number) {
  const column = side.table.columns[index];
  if (!column) throw new Error(`No column ${index}`);
  return column;
}

function isEqual(a: readonly (number | null)[], b: readonly (number | null)[]): boolean {
  return a.every((value, i) => value !== null && value === b[i]);
}
