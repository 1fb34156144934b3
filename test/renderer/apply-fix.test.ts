import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type RecipeSpec, recipeSpec } from '../../core/contract/experiment.ts';
import type { Fix, Issue } from '../../core/contract/profile.ts';
import { applyFix, describeRows, isAnswered, isApplied, removeFix } from '../../renderer/client/apply-fix.ts';

const names = fc.constantFrom('age', 'pdays', 'duration', 'job');
const values = fc.uniqueArray(fc.constantFrom<string | number>(-1, 0, 'unknown', '?'), { minLength: 1 });

const fixes: fc.Arbitrary<Fix> = fc.oneof(
  fc.record({
    kind: fc.constant('drop-columns' as const),
    label: fc.constant('Drop'),
    columns: fc.uniqueArray(names, { minLength: 1 }),
  }),
  fc.record({
    kind: fc.constant('mark-missing' as const),
    label: fc.constant('Mark'),
    column: names,
    values,
  }),
  fc.record({ kind: fc.constant('drop-duplicate-rows' as const), label: fc.constant('Drop copies') }),
  fc.record({
    kind: fc.constant('limit-levels' as const),
    label: fc.constant('Limit'),
    maxLevels: fc.integer({ min: 2, max: 29 }),
  }),
);

const plain = recipeSpec.parse({});

describe('fixes as steps of the recipe', () => {
  test('a fix is applied once it is taken, and taking it twice changes nothing', () => {
    fc.assert(
      fc.property(fc.array(fixes), fixes, (before, fix) => {
        const recipe = before.reduce(applyFix, plain);
        const once = applyFix(recipe, fix);
        expect(isApplied(once, fix)).toBe(true);
        expect(applyFix(once, fix)).toEqual(once);
        expect(recipeSpec.parse(once)).toEqual(once);
      }),
    );
  });

  test('a fix taken on a plain recipe is gone without a trace when it is taken back', () => {
    fc.assert(
      fc.property(fixes, (fix) => {
        expect(removeFix(applyFix(plain, fix), fix)).toEqual(plain);
      }),
    );
  });

  test('taking one fix back leaves the others', () => {
    const drop: Fix = { kind: 'drop-columns', label: '', columns: ['age'] };
    const mark: Fix = { kind: 'mark-missing', label: '', column: 'pdays', values: [-1] };
    const both = [drop, mark].reduce(applyFix, plain);
    expect(removeFix(both, drop)).toEqual(applyFix(plain, mark));
  });

  test('an issue is answered by one of its fixes, or when its columns are no features any more', () => {
    const fix: Fix = { kind: 'mark-missing', label: '', column: 'pdays', values: [-1] };
    const issue = issueAbout(['pdays'], [fix]);
    expect(isAnswered(plain, issue)).toBe(false);
    expect(isAnswered(applyFix(plain, fix), issue)).toBe(true);
    expect(isAnswered(dropping(['pdays']), issue)).toBe(true);
    expect(isAnswered(dropping(['age']), issue)).toBe(false);
  });

  test('a column that is the time of the rows is no feature, but what is wrong with its times stays open', () => {
    const recipe = recipeSpec.parse({ roles: { day: 'time', patient: 'group' } });
    expect(isAnswered(recipe, issueAbout(['day'], []))).toBe(true);
    expect(isAnswered(recipe, issueAbout(['patient'], []))).toBe(true);
    expect(isAnswered(recipe, { ...issueAbout(['day'], []), detector: 'time.gap' })).toBe(false);
  });

  test('a condition is told by what it means, listed rows by their number', () => {
    expect(describeRows({ kind: 'rows', rows: [3, 8, 12] })).toBe('3 rows');
    expect(describeRows({ kind: 'rows', rows: [3] })).toBe('1 row');
    expect(describeRows({ kind: 'missing-share', above: 0.5 })).toBe(
      'rows that lack more than 50 % of their cells',
    );
    expect(describeRows({ kind: 'missing', column: 'age' })).toBe('rows without age');
    const both = {
      kind: 'all' as const,
      of: [
        { kind: 'rows' as const, rows: [3, 8] },
        { kind: 'missing' as const, column: 'age' },
      ],
    };
    expect(describeRows(both)).toBe('rows among 2 listed rows and without age');
  });

  test('an issue about rows is not answered by a recipe that drops columns', () => {
    expect(isAnswered(dropping(['age']), issueAbout([], []))).toBe(false);
  });
});

function dropping(drop: string[]): RecipeSpec {
  return recipeSpec.parse({ drop });
}

function issueAbout(columns: string[], issueFixes: Fix[]): Issue {
  return {
    detector: 'missing.sentinel',
    severity: 'error',
    columns,
    count: 1,
    share: 0.1,
    measure: '',
    statistic: null,
    threshold: null,
    rows: [1],
    title: '',
    message: '',
    fixes: issueFixes,
  };
}
