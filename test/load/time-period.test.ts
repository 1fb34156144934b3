import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timePeriod } from '../../core/load/time-period.ts';

describe('a period named by a text', () => {
  it.each([
    ['2024', '2024-01-01T00:00:00Z', '2025-01-01T00:00:00Z'],
    ['2024-02', '2024-02-01T00:00:00Z', '2024-03-01T00:00:00Z'],
    ['2024-12', '2024-12-01T00:00:00Z', '2025-01-01T00:00:00Z'],
    ['2024-02-29', '2024-02-29T00:00:00Z', '2024-03-01T00:00:00Z'],
    ['2024-12-31T23', '2024-12-31T23:00:00Z', '2025-01-01T00:00:00Z'],
    ['2024-05-17 10:30', '2024-05-17T10:30:00Z', '2024-05-17T10:31:00Z'],
    ['2024-05-17 10:30:59', '2024-05-17T10:30:59Z', '2024-05-17T10:31:00Z'],
    ['2024-05-17 10:30:59.25', '2024-05-17T10:30:59.250Z', '2024-05-17T10:30:59.260Z'],
    ['0001', '0001-01-01T00:00:00Z', '0002-01-01T00:00:00Z'],
  ])('%s lasts from %s to %s', (text, from, until) => {
    expect(timePeriod(text)).toEqual({ from: Date.parse(from), until: Date.parse(until) });
  });

  it('ends with its last day where that is the last of all years with four digits', () => {
    expect(timePeriod('9999').until).toBe(Date.UTC(10_000, 0, 1));
  });

  it.each([
    '2024-13',
    '2024-02-30',
    '2023-02-29',
    '2024-05-17 24',
    '2024-05-17 10:60',
    '24-05-17',
    '',
    'May',
  ])('%j is refused in words', (text) => {
    expect(() => timePeriod(text)).toThrowError(expect.objectContaining({ code: 'OPTION_INVALID' }));
  });

  it('is full of its moments and holds no other', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1000-01-01'), max: new Date('9998-12-31'), noInvalidDate: true }),
        fc.constantFrom(4, 7, 10, 13, 16, 19, 23),
        (date, length) => {
          const text = date.toISOString().slice(0, length);
          const { from, until } = timePeriod(text);
          expect(date.getTime()).toBeGreaterThanOrEqual(from);
          expect(date.getTime()).toBeLessThan(until);
          expect(new Date(from).toISOString().startsWith(text)).toBe(true);
          expect(new Date(until - 1).toISOString().startsWith(text)).toBe(true);
          expect(new Date(until).toISOString().startsWith(text)).toBe(false);
        },
      ),
    );
  });
});
