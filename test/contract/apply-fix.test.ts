import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  applyFix,
  applyFixToSpec,
  isApplied,
  isNoFeature,
  removeFix,
  removeFixFromSpec,
} from '../../core/contract/apply-fix.ts';
import { recipeSpec, splitSpec } from '../../core/contract/experiment.ts';
import { type Fix, fix as fixSchema } from '../../core/contract/fix.ts';
import { stepOrder } from '../../core/contract/recipe-step.ts';
import { fixesOf } from '../../renderer/client/recipe-fixes.ts';

const column = fc.constantFrom('age', 'job', 'mail');
const label = fc.constant('');
const text = fc.string({ minLength: 1, maxLength: 5 }).filter((each) => each !== '__proto__');
const is = <T extends string>(kind: T) => fc.constant(kind);

const fixes: fc.Arbitrary<Fix> = fc.oneof(
  fc.record({ kind: is('cast'), label, column, to: fc.constantFrom('number', 'date', 'timestamp', 'text') }),
  fc.record({
    kind: is('merge-spellings'),
    label,
    column,
    map: fc
      .dictionary(text, text, { minKeys: 1, maxKeys: 3, noNullPrototype: true })
      .filter((map) => Object.keys(map).length > 0),
  }),
  fc.record({ kind: is('trim'), label, column }),
  fc.record({ kind: is('redecode'), label, column }),
  fc.record({
    kind: is('convert'),
    label,
    column,
    low: fc.constantFrom(10, 1000),
    high: fc.constant(5000),
    factor: fc.constantFrom(0.001, 1 / 1.8),
    offset: fc.constantFrom(0, -32 / 1.8),
  }),
  fc.record({ kind: is('clip'), label, column, low: fc.constantFrom(0.01, 0.05), high: fc.constant(0.9) }),
  fc.record({ kind: is('log1p'), label, column }),
  fc.record({ kind: is('missing-indicator'), label, column }),
  fc.record({
    kind: is('mask'),
    label,
    column,
    mask: fc.constantFrom(
      { method: 'hash' as const },
      { method: 'drop' as const },
      { method: 'prefix' as const, keep: 3 },
    ),
  }),
  fc.record({ kind: is('role'), label, column, role: fc.constantFrom('id', 'group', 'time', 'protected') }),
  fc.record({
    kind: is('drop-rows'),
    label,
    where: fc.oneof(
      fc.record({ kind: is('missing'), column }),
      fc.record({ kind: is('missing-share'), above: fc.constantFrom(0, 0.5) }),
      fc.record({
        kind: is('rows'),
        rows: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 }),
      }),
      fc.record({ kind: is('equals'), column, values: fc.array(text, { minLength: 1, maxLength: 2 }) }),
    ),
  }),
);
const plain = recipeSpec.parse({});

test('a fix is applied once it is taken, taking it twice changes nothing, and the recipe stays valid', () => {
  fc.assert(
    fc.property(fc.array(fixes, { maxLength: 6 }), fixes, (before, fix) => {
      const recipe = before.reduce(applyFix, plain);
      const once = applyFix(recipe, fixSchema.parse(fix));
      expect(isApplied(once, fix)).toBe(true);
      expect(applyFix(once, fix)).toEqual(once);
      expect(recipeSpec.parse(once)).toEqual(once);
    }),
  );
});

test('a fix taken on a plain recipe is gone without a trace when it is taken back', () => {
  fc.assert(
    fc.property(fixes, (fix) => {
      const taken = removeFix(applyFix(plain, fix), fix);
      expect(taken).toEqual(plain);
      expect(isApplied(taken, fix)).toBe(false);
    }),
  );
});

test('steps stand in the order in which they run, whatever the order of the fixes', () => {
  fc.assert(
    fc.property(fc.array(fixes, { maxLength: 10 }), (all) => {
      const kinds = all.reduce(applyFix, plain).steps.map(({ kind }) => stepOrder.indexOf(kind));
      expect(kinds).toEqual([...kinds].sort((a, b) => a - b));
    }),
  );
});

test('everything that is in a recipe can be listed and taken back one by one', () => {
  fc.assert(
    fc.property(fc.array(fixes, { maxLength: 8 }), (all) => {
      const recipe = all.reduce(applyFix, plain);
      const listed = fixesOf(recipe);
      expect(listed.every((fix) => isApplied(recipe, fix))).toBe(true);
      expect(listed.reduce(removeFix, recipe)).toEqual(plain);
    }),
  );
});

test('a second step of a kind replaces the first, but spellings are added', () => {
  const clip = (high: number): Fix => ({ kind: 'clip', label: '', column: 'age', high });
  expect([clip(0.9), clip(0.95)].reduce(applyFix, plain).steps).toEqual([
    { kind: 'clip', column: 'age', high: 0.95 },
  ]);
  const merge = (from: string): Fix => ({
    kind: 'merge-spellings',
    label: '',
    column: 'job',
    map: { [from]: 'Clerk' },
  });
  const both = [merge('clerk'), merge('CLERK')].reduce(applyFix, plain);
  expect(both.steps).toEqual([
    { kind: 'merge-spellings', column: 'job', map: { clerk: 'Clerk', CLERK: 'Clerk' } },
  ]);
  expect(removeFix(both, merge('clerk'))).toEqual(applyFix(plain, merge('CLERK')));
});

test('a column is no feature when it is dropped or by its role', () => {
  const recipe = recipeSpec.parse({ drop: ['a'], roles: { b: 'id', c: 'group', d: 'protected' } });
  expect(['a', 'b', 'c', 'd', 'e'].filter((name) => isNoFeature(recipe, name))).toEqual(['a', 'b', 'c', 'd']);
  expect(isNoFeature(recipe, 'constructor')).toBe(false);
});

test('a column that becomes a group or the time is what rows are parted by, until it is taken back', () => {
  const plainSpec = { recipe: plain, split: splitSpec.parse({ train: 0.7, validation: 0.1, test: 0.2 }) };
  const role = (column: string, of: 'group' | 'time' | 'id'): Fix => ({
    kind: 'role',
    label: '',
    column,
    role: of,
  });
  const grouped = applyFixToSpec(plainSpec, role('patient', 'group'));
  expect(grouped.split).toEqual({ ...plainSpec.split, kind: 'group' });
  expect(grouped.recipe.roles).toEqual({ patient: 'group' });
  expect(removeFixFromSpec(grouped, role('patient', 'group'))).toEqual(plainSpec);
  const two = applyFixToSpec(grouped, role('clinic', 'group'));
  expect(removeFixFromSpec(two, role('patient', 'group')).split.kind).toBe('group');
  expect(applyFixToSpec(grouped, role('day', 'time')).split.kind).toBe('time');
  expect(applyFixToSpec(plainSpec, role('key', 'id')).split).toEqual(plainSpec.split);
});
