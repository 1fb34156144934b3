import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fingerprint } from '../../core/profile/fingerprint.ts';

test.each([
  ['Smith Motors', 'MOTORS, smith'],
  ['Smith Motors', 'Smith-Motors'],
  ['Córdoba', ' cordoba.'],
  ['ﬁne', 'FINE'],
  ['New York', 'New New York'],
  ['O’Neill', "o'neill"],
])('%s and %s are one', (a, b) => {
  expect(fingerprint(a)).toBe(fingerprint(b));
});

test.each([
  ['A+', 'A'],
  ['A-', 'A'],
  ['A+', 'A-'],
  ['<100', '>=100'],
  ['1.5', '15'],
  ['1-5', '15'],
  ['-5', '5'],
  ['3 of 12', '12 of 3'],
  ['C#', 'C'],
  ['か', 'が'],
])('%s and %s are two', (a, b) => {
  expect(fingerprint(a)).not.toBe(fingerprint(b));
});

test('case and outer space never matter', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'abcXYZ é-._') }), (text) => {
      expect(fingerprint(`  ${text.toUpperCase()} `)).toBe(fingerprint(` ${text} `));
    }),
  );
});
