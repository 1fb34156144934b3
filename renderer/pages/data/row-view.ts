import type { Column } from '../../../core/contract/dataset.ts';
import type { CellTest, RowFilter } from '../../../core/contract/row-filter.ts';
import { formatNumber } from '../../ui/format.ts';

/** A filter that every row fits. */
export const everyRow: RowFilter = { search: '', tests: [] };

/** The test of a column; null where it has none. */
export function testOf(filter: RowFilter, column: number): CellTest | null {
  return filter.tests.find((each) => each.column === column)?.test ?? null;
}

/** The filter with another test for a column, or without one. */
export function withTest(filter: RowFilter, column: number, test: CellTest | null): RowFilter {
  const others = filter.tests.filter((each) => each.column !== column);
  return { ...filter, tests: test ? [...others, { column, test }] : others };
}

export function isFiltered({ search, tests }: RowFilter): boolean {
  return search !== '' || tests.length > 0;
}

/** A test in words that follow the name of its column: `from 18 to 30`, `contains “ann”`. */
export function describeTest(test: CellTest): string {
  switch (test.kind) {
    case 'missing':
      return 'is missing';
    case 'present':
      return 'is not missing';
    case 'contains':
      return `contains “${test.text}”`;
    case 'equals':
      return test.text === '' ? 'is an empty text' : `is “${test.text}”`;
    case 'range':
      return describeBounds(
        test.min === null ? null : formatNumber(test.min),
        test.max === null ? null : formatNumber(test.max),
      );
    case 'time':
      return describeBounds(test.from, test.to);
    case 'boolean':
      return `is ${test.value}`;
  }
}

function describeBounds(from: string | null, to: string | null): string {
  if (from !== null && from === to) return `is ${from}`;
  if (to === null) return `from ${from}`;
  return from === null ? `up to ${to}` : `from ${from} to ${to}`;
}

/** What a column can be tested for. */
export interface TestKind {
  readonly value: CellTest['kind'] | 'true' | 'false';
  readonly label: string;
}

const gaps: readonly TestKind[] = [
  { value: 'missing', label: 'is missing' },
  { value: 'present', label: 'is not missing' },
];

/** What a column of this type can be tested for, the most usual first. */
export function testKinds(type: Column['type']): readonly TestKind[] {
  switch (type) {
    case 'text':
      return [{ value: 'contains', label: 'contains' }, { value: 'equals', label: 'is exactly' }, ...gaps];
    case 'integer':
    case 'number':
      return [{ value: 'range', label: 'is in a range' }, ...gaps];
    case 'date':
    case 'timestamp':
      return [{ value: 'time', label: 'is in a period' }, ...gaps];
    case 'boolean':
      return [{ value: 'true', label: 'is true' }, { value: 'false', label: 'is false' }, ...gaps];
  }
}
