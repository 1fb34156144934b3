import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { averagePrecision } from '../../core/evaluate/average-precision.ts';
import { chooseThreshold } from '../../core/evaluate/choose-threshold.ts';
import { confusionAt } from '../../core/evaluate/confusion.ts';
import { curveOf } from '../../core/evaluate/curve.ts';
import {
  accuracy,
  asMatrix,
  balancedAccuracy,
  binaryMcc,
  f1,
  mcc,
} from '../../core/evaluate/decision-metrics.ts';
import { rocAuc } from '../../core/evaluate/roc-auc.ts';
import { sortDescending } from '../../core/evaluate/sort-descending.ts';
import { createRng } from '../../core/shared/rng.ts';
import { reordered, scoredRows } from './scores.ts';

/** Average precision by its definition, one threshold after another over all rows. */
function slowAveragePrecision(scores: Float64Array, labels: Uint8Array): number {
  const positives = labels.reduce((a, b) => a + b, 0);
  let sum = 0;
  let before = 0;
  for (const threshold of [...new Set(scores)].sort((a, b) => b - a)) {
    const { tp, fp } = confusionAt({ scores, labels, threshold });
    sum += ((tp - before) / positives) * (tp / (tp + fp));
    before = tp;
  }
  return sum;
}

/** ROC AUC by its definition over all pairs. */
function slowRocAuc(scores: Float64Array, labels: Uint8Array): number {
  let won = 0;
  let pairs = 0;
  for (let i = 0; i < labels.length; i++) {
    for (let j = 0; j < labels.length; j++) {
      if (labels[i] !== 1 || labels[j] !== 0) continue;
      pairs++;
      const difference = (scores[i] ?? 0) - (scores[j] ?? 0);
      won += difference > 0 ? 1 : difference === 0 ? 0.5 : 0;
    }
  }
  return won / pairs;
}

describe('ranking metrics', () => {
  test('agree with their definitions, computed the slow way', () => {
    fc.assert(
      fc.property(scoredRows, ({ scores, labels }) => {
        expect(averagePrecision(scores, labels)).toBeCloseTo(slowAveragePrecision(scores, labels), 12);
        expect(rocAuc(scores, labels)).toBeCloseTo(slowRocAuc(scores, labels), 12);
      }),
    );
  });

  test('do not change by a bit when the rows change places', () => {
    fc.assert(
      fc.property(scoredRows, fc.nat(), (rows, seed) => {
        const other = reordered(rows, seed);
        expect(averagePrecision(other.scores, other.labels)).toBe(averagePrecision(rows.scores, rows.labels));
        expect(rocAuc(other.scores, other.labels)).toBe(rocAuc(rows.scores, rows.labels));
        expect(curveOf(other.scores, other.labels)).toEqual(curveOf(rows.scores, rows.labels));
      }),
    );
  });

  test('do not change when scores are transformed in a strictly rising way', () => {
    fc.assert(
      fc.property(scoredRows, ({ scores, labels }) => {
        const cubed = scores.map((score) => 1000 * score ** 3 - 5);
        expect(averagePrecision(cubed, labels)).toBe(averagePrecision(scores, labels));
        expect(rocAuc(cubed, labels)).toBe(rocAuc(scores, labels));
      }),
    );
  });

  test('ROC AUC of turned scores, or of turned labels, is one minus it', () => {
    fc.assert(
      fc.property(scoredRows, ({ scores, labels }) => {
        const auc = rocAuc(scores, labels);
        expect(
          rocAuc(
            scores.map((score) => -score),
            labels,
          ),
        ).toBeCloseTo(1 - auc, 12);
        expect(
          rocAuc(
            scores,
            labels.map((label) => 1 - label),
          ),
        ).toBeCloseTo(1 - auc, 12);
      }),
    );
  });

  test('average precision of a constant score is the prevalence', () => {
    expect(
      averagePrecision(new Float64Array(10).fill(0.3), Uint8Array.of(1, 1, 0, 0, 0, 0, 0, 0, 0, 0)),
    ).toBe(0.2);
  });

  test('one class or no rows give a defined value', () => {
    expect(rocAuc(Float64Array.of(0.1, 0.2), [1, 1])).toBeNaN();
    expect(averagePrecision(Float64Array.of(0.1, 0.2), [0, 0])).toBe(0);
    expect(averagePrecision(new Float64Array(), [])).toBeNaN();
    expect(curveOf(new Float64Array(), []).threshold).toHaveLength(0);
  });

  test('infinite scores rank at the ends; NaN and foreign labels are refused by position', () => {
    expect(rocAuc(Float64Array.of(Infinity, 0, -Infinity), [1, 1, 0])).toBe(1);
    expect(() => rocAuc(Float64Array.of(0, NaN), [0, 1])).toThrow('position 1 is NaN');
    expect(() => rocAuc(Float64Array.of(0, 1), [0, 2])).toThrow('Label 2 at position 1');
    expect(() => rocAuc(Float64Array.of(0, 1), [0])).toThrow('2 scores but 1 labels');
  });
});

describe('curveOf', () => {
  test('has one point per distinct score, and its counts are those of deciding at that score', () => {
    fc.assert(
      fc.property(scoredRows, ({ scores, labels }) => {
        const curve = curveOf(scores, labels);
        expect([...curve.threshold]).toEqual([...new Set(scores)].map((s) => s + 0).sort((a, b) => b - a));
        for (const [i, threshold] of curve.threshold.entries()) {
          const counts = confusionAt({ scores, labels, threshold });
          expect(counts.tp).toBe(curve.truePositives[i]);
          expect(counts.fp).toBe(curve.falsePositives[i]);
          expect(counts.tp + counts.fp + counts.fn + counts.tn).toBe(labels.length);
          expect(curve.precision[i]).toBe(counts.tp / (counts.tp + counts.fp));
          expect(curve.recall[i]).toBe(counts.tp / curve.positives);
          expect(curve.falsePositiveRate[i]).toBe(counts.fp / curve.negatives);
        }
      }),
    );
  });
});

describe('sortDescending', () => {
  test('is a stable descending order for any doubles, short or long', () => {
    const rng = createRng(9);
    for (const length of [0, 1, 2, 100, 511, 512, 5000]) {
      const scores = Float64Array.from({ length }, (_, i) => {
        const special = [0, -0, Infinity, -Infinity, 5e-324, -5e-324, 1.7e308, -1.7e308];
        if (i % 7 === 0) return special[rng.integer(special.length)] ?? 0;
        return i % 3 === 0 ? rng.integer(20) - 10 : rng.normal() * 10 ** (rng.integer(40) - 20);
      });
      const expected = Array.from(scores.keys()).sort((a, b) => {
        const x = scores[a] ?? 0;
        const y = scores[b] ?? 0;
        return x > y ? -1 : x < y ? 1 : a - b;
      });
      expect([...sortDescending(scores)]).toEqual(expected);
    }
  });
});

describe('chooseThreshold', () => {
  const objectives = {
    f1,
    mcc: binaryMcc,
    'balanced-accuracy': (counts: Parameters<typeof asMatrix>[0]) => balancedAccuracy(asMatrix(counts)),
  } as const;

  test.each(['f1', 'mcc', 'balanced-accuracy'] as const)(
    '%s: no score is a better threshold',
    (objective) => {
      fc.assert(
        fc.property(scoredRows, ({ scores, labels }) => {
          const chosen = chooseThreshold({ scores, labels, objective });
          const at = (threshold: number) => objectives[objective](confusionAt({ scores, labels, threshold }));
          const distinct = [...new Set(scores)];
          expect(distinct).toContain(chosen.threshold);
          expect(chosen.value).toBeCloseTo(at(chosen.threshold), 12);
          for (const threshold of distinct) {
            expect(at(threshold)).toBeLessThanOrEqual(chosen.value + 1e-9);
            if (threshold > chosen.threshold) expect(at(threshold)).toBeLessThan(chosen.value);
          }
        }),
      );
    },
  );

  test('takes the highest of equally good scores', () => {
    const scores = Float64Array.of(0.9, 0.5, 0.3);
    expect(chooseThreshold({ scores, labels: [1, 0, 1], objective: 'balanced-accuracy' }).threshold).toBe(
      0.9,
    );
  });

  test('has nothing to choose with one class or no rows', () => {
    const nothing = { threshold: 0.5, value: Number.NaN };
    expect(chooseThreshold({ scores: Float64Array.of(0.2), labels: [1], objective: 'f1' })).toEqual(nothing);
    expect(chooseThreshold({ scores: new Float64Array(), labels: [], objective: 'mcc' })).toEqual(nothing);
  });
});

test('the two-class MCC is that of the matrix, and survives counts whose products pass 2^31', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat({ max: 1_000_000 }), { minLength: 4, maxLength: 4 }),
      ([tp = 0, fp = 0, fn = 0, tn = 0]) => {
        const counts = { tp, fp, fn, tn };
        expect(binaryMcc(counts)).toBeCloseTo(mcc(asMatrix(counts)), 9);
        if (tp + fp + fn + tn > 0) expect(accuracy(counts)).toBeLessThanOrEqual(1);
      },
    ),
  );
});
