import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  widenDays,
  widenLengths,
  widenMissing,
  widenNumbers,
} from '../../../core/profile/data-contract/margins.ts';
import { patternOf } from '../../../core/profile/data-contract/text-pattern.ts';

describe('a learned range', () => {
  it('holds what was seen, does not cross zero, and is at most a third wider at each end', () => {
    const ends = fc.tuple(
      fc.double({ min: -1e9, max: 1e9, noNaN: true }),
      fc.double({ min: 1e-3, max: 1e9, noNaN: true }),
    );
    fc.assert(
      fc.property(ends, ([min, span]) => {
        const max = min + span;
        const range = widenNumbers({ min, max }, { isWhole: false });
        const slack = 1e-9 * Math.max(1, Math.abs(min), Math.abs(max));
        expect(range.min).toBeLessThanOrEqual(min + slack);
        expect(range.max).toBeGreaterThanOrEqual(max - slack);
        expect(min - range.min).toBeLessThanOrEqual(0.3 * span + slack);
        if (min >= 0) expect(range.min).toBeGreaterThanOrEqual(0);
        if (max <= 0) expect(range.max).toBeLessThanOrEqual(0);
      }),
    );
  });

  it.each([
    [{ min: 20, max: 70 }, true, { min: 15, max: 75 }],
    [{ min: 0, max: 1 }, false, { min: 0, max: 1 }],
    [{ min: 0, max: 1 }, true, { min: 0, max: 2 }],
    [{ min: 5, max: 5 }, false, { min: 4.5, max: 5.5 }],
    [{ min: 0, max: 0 }, true, { min: 0, max: 0 }],
    [{ min: 0.1, max: 0.3 }, false, { min: 0.08, max: 0.32 }],
  ])('of %j (whole: %s) is %j', (seen, isWhole, expected) => {
    expect(widenNumbers(seen, { isWhole })).toEqual(expected);
  });

  it('of days reaches a year further at least', () => {
    expect(widenDays({ min: '2024-01-01', max: '2024-01-11' })).toEqual({
      earliest: '2023-12-31',
      latest: '2025-01-11',
    });
    expect(widenDays({ min: '-infinity', max: '2024-01-11' })).toBeNull();
  });

  it('of missing shares and lengths keeps what is strict', () => {
    expect([widenMissing(0), widenMissing(0.1), widenMissing(0.9)]).toEqual([0, 0.16, 1]);
    expect(widenLengths({ min: 4, max: 4 })).toEqual({ min: 4, max: 4 });
    expect(widenLengths({ min: 3, max: 10 })).toEqual({ min: 1, max: 20 });
  });
});

describe('a pattern', () => {
  it.each([
    ['AA-9999', true, '[A-Z]{2}-[0-9]{4}'],
    ['A-9', false, '[A-Z]+-[0-9]+'],
    ['9.9', true, '[0-9]\\.[0-9]'],
    ['(9)', true, '\\([0-9]\\)'],
    ['Aa', true, null],
    ['é9', true, null],
  ])('of the shape %s (exact: %s) is %s', (shape, exact, expected) => {
    expect(patternOf(shape, exact)).toBe(expected);
  });
});
