import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ColumnType } from '../../core/contract/dataset.ts';
import { type CellTest, rowFilter } from '../../core/contract/row-filter.ts';
import { fieldsOf, testOfFields } from '../../renderer/pages/data/filter-fields.ts';
import {
  describeTest,
  everyRow,
  isFiltered,
  testKinds,
  testOf,
  withTest,
} from '../../renderer/pages/data/row-view.ts';

const words = fc.string({ minLength: 1, maxLength: 8 });
const bound = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { nil: null });
const moment = fc.option(fc.constantFrom('2024', '2024-05', '2024-05-17', '2024-05-17 10:30'), { nil: null });

const tests: Record<string, { types: ColumnType[]; test: fc.Arbitrary<CellTest> }> = {
  texts: {
    types: ['text'],
    test: fc.record({ kind: fc.constantFrom('contains' as const, 'equals' as const), text: words }),
  },
  numbers: {
    types: ['integer', 'number'],
    test: fc
      .record({ kind: fc.constant('range' as const), min: bound, max: bound })
      .filter(({ min, max }) => min !== null || max !== null),
  },
  times: {
    types: ['date', 'timestamp'],
    test: fc
      .record({ kind: fc.constant('time' as const), from: moment, to: moment })
      .filter(({ from, to }) => from !== null || to !== null),
  },
  booleans: {
    types: ['boolean'],
    test: fc.record({ kind: fc.constant('boolean' as const), value: fc.boolean() }),
  },
  gaps: {
    types: ['text', 'integer', 'number', 'boolean', 'date', 'timestamp'],
    test: fc.record({ kind: fc.constantFrom('missing' as const, 'present' as const) }),
  },
};

describe('the fields of a column filter', () => {
  test.each(Object.entries(tests))('show a test of %s as it is, and it fits the contract', (_, of) => {
    fc.assert(
      fc.property(of.test, fc.constantFrom(...of.types), (cellTest, type) => {
        const kinds = testKinds(type);
        const fields = fieldsOf(cellTest, kinds);
        expect(kinds.map(({ value }) => value)).toContain(fields.kind);
        expect(testOfFields(fields)).toEqual(cellTest);
        const filter = withTest(everyRow, 3, cellTest);
        expect(rowFilter.parse(filter)).toEqual(filter);
        expect(describeTest(cellTest)).not.toMatch(/null|undefined|NaN/);
      }),
    );
  });

  test('make no test while they are empty, and wait while a date is half written', () => {
    for (const type of ['text', 'integer', 'number', 'boolean', 'date', 'timestamp'] as const) {
      const fields = fieldsOf(null, testKinds(type));
      expect(testOfFields(fields)).toBeNull();
    }
    const dates = fieldsOf(null, testKinds('date'));
    expect(testOfFields({ ...dates, from: '2024-0' })).toBeUndefined();
    expect(testOfFields({ ...dates, from: '2024-05', to: 'May' })).toBeUndefined();
    expect(testOfFields({ ...dates, from: ' 2024-05 ' })).toEqual({
      kind: 'time',
      from: '2024-05',
      to: null,
    });
  });
});

describe('a filter of rows', () => {
  const missing: CellTest = { kind: 'missing' };
  const present: CellTest = { kind: 'present' };

  test('has one test for a column, which can be changed and taken away', () => {
    const once = withTest(everyRow, 2, missing);
    expect(testOf(once, 2)).toEqual(missing);
    expect(testOf(once, 1)).toBeNull();
    const changed = withTest(withTest(once, 1, missing), 2, present);
    expect(changed.tests).toHaveLength(2);
    expect(testOf(changed, 2)).toEqual(present);
    expect(withTest(once, 2, null)).toEqual(everyRow);
    expect([everyRow, once, { ...everyRow, search: 'x' }].map(isFiltered)).toEqual([false, true, true]);
  });

  test.each<[CellTest, string]>([
    [{ kind: 'range', min: 18, max: 30 }, 'from 18 to 30'],
    [{ kind: 'range', min: -1, max: null }, 'from −1'],
    [{ kind: 'range', min: null, max: 1e6 }, 'up to 1,000,000'],
    [{ kind: 'range', min: 0, max: 0 }, 'is 0'],
    [{ kind: 'time', from: '2024', to: '2024-05' }, 'from 2024 to 2024-05'],
    [{ kind: 'contains', text: 'a' }, 'contains “a”'],
    [{ kind: 'boolean', value: false }, 'is false'],
    [{ kind: 'missing' }, 'is missing'],
  ])('says %j in words', (cellTest, text) => {
    expect(describeTest(cellTest)).toBe(text);
  });
});
