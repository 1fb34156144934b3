import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Curve } from '../../core/contract/evaluate.ts';
import { firstReaching, operatingIndex, visiblePoints } from '../../renderer/charts/curve-series.ts';
import { confusionAt, decisionMetrics } from '../../renderer/pages/compare/decision-metrics.ts';

interface ScoredRow {
  readonly score: number;
  readonly isPositive: boolean;
}

const rowsOf = fc.array(
  fc.record({ score: fc.integer({ min: 0, max: 8 }).map((n) => n / 8), isPositive: fc.boolean() }),
  { minLength: 1, maxLength: 40 },
);

function curveOf(rows: readonly ScoredRow[]): Curve {
  const thresholds = [...new Set(rows.map((row) => row.score))].sort((a, b) => b - a);
  const positives = rows.filter((row) => row.isPositive).length;
  const negatives = rows.length - positives;
  const count = (threshold: number, isPositive: boolean) =>
    rows.filter((row) => row.isPositive === isPositive && row.score >= threshold).length;
  const truePositives = Float64Array.from(thresholds, (threshold) => count(threshold, true));
  const falsePositives = Float64Array.from(thresholds, (threshold) => count(threshold, false));
  return {
    positives,
    negatives,
    threshold: Float64Array.from(thresholds),
    truePositives,
    falsePositives,
    precision: truePositives.map((tp, i) => tp / (tp + (falsePositives[i] ?? 0))),
    recall: truePositives.map((tp) => tp / positives),
    falsePositiveRate: falsePositives.map((fp) => fp / negatives),
  };
}

test('counts at any threshold equal those counted row by row', () => {
  fc.assert(
    fc.property(rowsOf, fc.double({ min: -0.1, max: 1.1, noNaN: true }), (rows, threshold) => {
      const called = rows.filter((row) => row.score >= threshold);
      const rest = rows.filter((row) => row.score < threshold);
      expect(confusionAt(curveOf(rows), threshold)).toEqual({
        tp: called.filter((row) => row.isPositive).length,
        fp: called.filter((row) => !row.isPositive).length,
        fn: rest.filter((row) => row.isPositive).length,
        tn: rest.filter((row) => !row.isPositive).length,
      });
    }),
  );
});

test('a threshold above every score stands before the first operating point', () => {
  const curve = curveOf([
    { score: 0.5, isPositive: true },
    { score: 0.25, isPositive: false },
  ]);
  expect(operatingIndex(curve, 0.75)).toBe(-1);
  expect(operatingIndex(curve, 0.5)).toBe(0);
  expect(operatingIndex(curve, 0)).toBe(1);
});

test('the first point that reaches a value is found, also past the end', () => {
  const recall = Float64Array.of(0.2, 0.2, 0.6, 1);
  expect(firstReaching(recall, 0.1)).toBe(0);
  expect(firstReaching(recall, 0.3)).toBe(2);
  expect(firstReaching(recall, 1)).toBe(3);
  expect(firstReaching(recall, 1.1)).toBe(4);
});

test('thinning keeps order, both ends and the extremes of a long curve', () => {
  const length = 20_000;
  const x = Float64Array.from({ length }, (_, i) => i / (length - 1));
  const y = Float64Array.from({ length }, (_, i) => (i === 7_777 ? 5 : i === 9_999 ? -5 : Math.sin(i)));
  const kept = visiblePoints(x, y);
  expect(kept.length).toBeLessThan(length / 2);
  expect(kept[0]).toBe(0);
  expect(kept.at(-1)).toBe(length - 1);
  expect(kept).toContain(7_777);
  expect(kept).toContain(9_999);
  expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
});

test('a short curve keeps every point', () => {
  expect(visiblePoints(Float64Array.of(0.5, 0.5, 1), Float64Array.of(1, 0.5, 0.4))).toEqual([0, 1, 2]);
});

test('a class without rows has no curve', () => {
  const undefinedRate = new Float64Array(2_000).fill(Number.NaN);
  expect(visiblePoints(undefinedRate, new Float64Array(2_000))).toEqual([]);
});

test('metrics of a decision are null where they divide by zero', () => {
  expect(decisionMetrics({ tp: 0, fp: 0, fn: 3, tn: 7 })).toEqual({
    precision: null,
    recall: 0,
    f1: 0,
    balancedAccuracy: 0.5,
    mcc: null,
    accuracy: 0.7,
  });
  expect(decisionMetrics({ tp: 0, fp: 0, fn: 0, tn: 0 }).accuracy).toBeNull();
});
