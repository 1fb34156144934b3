import { expect, test } from 'vitest';
import { normalTail, rejectedHypotheses } from '../../core/profile/false-discovery.ts';
import { quantileBins } from '../../core/profile/single-feature.ts';
import { wilsonInterval } from '../../core/profile/wilson.ts';

test('the score interval agrees with its textbook value', () => {
  // Newcombe (1998), Statistics in Medicine 17, table I: 81 of 263 gives 0.2553 to 0.3662.
  const [low, high] = wilsonInterval(81, 263);
  expect(low).toBeCloseTo(0.2553, 4);
  expect(high).toBeCloseTo(0.3662, 4);
  expect(wilsonInterval(0, 0)).toEqual([0, 1]);
});

test('the normal tail agrees with tables', () => {
  expect(normalTail(0)).toBeCloseTo(0.5, 7);
  expect(normalTail(1.959963984540054)).toBeCloseTo(0.025, 7);
  expect(normalTail(-1.6448536269514722)).toBeCloseTo(0.95, 7);
});

test('Benjamini and Hochberg reject up to the last p-value below its line', () => {
  // Their example (1995, section 3.2): 15 p-values, four rejected at 0.05.
  const p = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
    0.759, 1,
  ];
  expect(rejectedHypotheses(p, 0.05).filter(Boolean)).toHaveLength(4);
  expect(rejectedHypotheses([], 0.05)).toEqual([]);
});

test('bins keep order, set missing apart and give each of a few values its own', () => {
  const values = Float64Array.of(3, 1, Number.NaN, 2, Infinity, 1);
  const sorted = Float64Array.of(1, 1, 2, 3);
  const { codes, size } = quantileBins({ values, sorted, most: 64 });
  expect([...codes]).toEqual([2, 0, 4, 1, 3, 0]);
  expect(size).toBe(5);
});
