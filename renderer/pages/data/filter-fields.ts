import type { CellTest } from '../../../core/contract/row-filter.ts';
import { timeForm } from '../../../core/contract/time-text.ts';
import type { TestKind } from './row-view.ts';

/** What stands in the fields of a column's filter, whether it makes a test or not yet. */
export interface TestFields {
  readonly kind: TestKind['value'] | null;
  readonly text: string;
  readonly min: number | null;
  readonly max: number | null;
  readonly from: string;
  readonly to: string;
}

/**
 * The fields that stand for a test. Without one they are empty, with the first kind that asks for something to be
 * entered; a kind that needs nothing is not chosen for the user.
 */
export function fieldsOf(test: CellTest | null, kinds: readonly TestKind[]): TestFields {
  const [first] = kinds;
  const empty: TestFields = {
    kind: first && !needsNothing(first.value) ? first.value : null,
    text: '',
    min: null,
    max: null,
    from: '',
    to: '',
  };
  if (test === null) return empty;
  switch (test.kind) {
    case 'boolean':
      return { ...empty, kind: test.value ? 'true' : 'false' };
    case 'range':
      return { ...empty, kind: 'range', min: test.min, max: test.max };
    case 'time':
      return { ...empty, kind: 'time', from: test.from ?? '', to: test.to ?? '' };
    case 'contains':
    case 'equals':
      return { ...empty, kind: test.kind, text: test.text };
    default:
      return { ...empty, kind: test.kind };
  }
}

function needsNothing(kind: TestKind['value']): boolean {
  return kind === 'missing' || kind === 'present' || kind === 'true' || kind === 'false';
}

/** The test that the fields make: null for none, undefined while a date is only half written. */
export function testOfFields(fields: TestFields): CellTest | null | undefined {
  const { kind, text, min, max } = fields;
  switch (kind) {
    case null:
      return null;
    case 'missing':
    case 'present':
      return { kind };
    case 'true':
    case 'false':
      return { kind: 'boolean', value: kind === 'true' };
    case 'contains':
    case 'equals':
      return text === '' ? null : { kind, text };
    case 'range':
      return min === null && max === null ? null : { kind, min, max };
    case 'time': {
      const [from, to] = [fields.from.trim(), fields.to.trim()];
      if (!isTimeText(from) || !isTimeText(to)) return undefined;
      return from === '' && to === '' ? null : { kind, from: from || null, to: to || null };
    }
    default:
      return null;
  }
}

/** True for a date or a time, or the beginning of one, and for nothing at all. */
export function isTimeText(text: string): boolean {
  return text === '' || timeForm.test(text);
}
