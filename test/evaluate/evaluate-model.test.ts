import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { metrics } from '../../core/contract/evaluate.ts';
import { averagePrecision } from '../../core/evaluate/average-precision.ts';
import { bootstrapAveragePrecision } from '../../core/evaluate/average-precision-bootstrap.ts';
import {
  affordableResamples,
  drawCounts,
  rankRows,
  resampledAveragePrecision,
  strataOf,
} from '../../core/evaluate/bootstrap.ts';
import { curveOf } from '../../core/evaluate/curve.ts';
import { evaluateModel } from '../../core/evaluate/evaluate-model.ts';
import { evaluateParts } from '../../core/evaluate/evaluate-parts.ts';
import { precisionBand } from '../../core/evaluate/precision-band.ts';
import { canonicalJson } from '../../core/shared/canonical-json.ts';
import { createRng } from '../../core/shared/rng.ts';
import { scoredRows, simulate } from './scores.ts';

const two = { classNames: ['no', 'yes'], positiveIndex: 1, threshold: 0.5 };

describe('the bootstrap', () => {
  test('weighs rows by counts exactly as if they were repeated', () => {
    fc.assert(
      fc.property(scoredRows, fc.nat(), ({ scores, labels }, seed) => {
        const counts = new Uint32Array(labels.length);
        drawCounts(strataOf(labels, 2), counts, createRng(seed));
        const rows = [...counts].flatMap((count, row) => new Array<number>(count).fill(row));
        const repeated = averagePrecision(
          Float64Array.from(rows, (row) => scores[row] ?? 0),
          rows.map((row) => labels[row] ?? 0),
        );
        expect(resampledAveragePrecision(rankRows(scores, labels), counts)).toBeCloseTo(repeated, 12);
      }),
    );
  });

  test('keeps the size of every class', () => {
    const { labels } = simulate({ rows: 500, share: 0.1, lead: 1, seed: 1 });
    const counts = new Uint32Array(labels.length);
    drawCounts(strataOf(labels, 2), counts, createRng(2));
    const positives = labels.reduce((a, b) => a + b, 0);
    expect(labels.reduce((sum, label, row) => sum + label * (counts[row] ?? 0), 0)).toBe(positives);
    expect(counts.reduce((a, b) => a + b, 0)).toBe(500);
  });

  test('gives intervals that hold the true value about as often as they say', () => {
    // 200 samples of 400 rows; the truth is taken from 400,000 rows. Binomial 99.9 % range around 0.95 is 0.89 to
    // 0.99; percentile intervals run a little below their level on samples of this size, hence 0.86.
    const shape = { share: 0.3, lead: 1.2 };
    const large = simulate({ rows: 400_000, ...shape, seed: 99 });
    const truth = averagePrecision(large.scores, large.labels);
    let held = 0;
    for (let seed = 0; seed < 200; seed++) {
      const part = simulate({ rows: 400, ...shape, seed });
      const found = bootstrapAveragePrecision(part, [1], { rng: createRng(seed), resamples: 200 });
      if (found && found.interval.low <= truth && truth <= found.interval.high) held++;
    }
    expect(held / 200).toBeGreaterThan(0.86);
    expect(held / 200).toBeLessThanOrEqual(0.995);
  });

  test('draws fewer resamples where there are many rows, and says how many', () => {
    expect(affordableResamples({ wanted: 1000, rows: 9000, rankings: 1 })).toBe(1000);
    expect(affordableResamples({ wanted: 1000, rows: 1_000_000, rankings: 1 })).toBe(200);
    expect(affordableResamples({ wanted: 1000, rows: 100_000_000, rankings: 1 })).toBe(100);
    expect(affordableResamples({ wanted: 50, rows: 100_000_000, rankings: 1 })).toBe(50);
  });
});

describe('evaluateModel', () => {
  test('gives the same bits for the same input and seed', () => {
    const part = simulate({ rows: 300, share: 0.2, lead: 1, seed: 4 });
    const once = () => evaluateModel({ ...part, ...two, bootstrap: { rng: createRng(1) } });
    expect(canonicalJson(once())).toBe(canonicalJson(once()));
    expect(metrics.parse(once())).toMatchObject({
      kind: 'binary',
      rows: 300,
      averagePrecisionInterval: { resamples: 1000 },
    });
  });

  test('puts the estimate inside its interval', () => {
    for (let seed = 0; seed < 10; seed++) {
      const part = simulate({ rows: 300, share: 0.3, lead: 1, seed });
      const found = evaluateModel({ ...part, ...two, bootstrap: { rng: createRng(seed), resamples: 200 } });
      const { averagePrecision = null, averagePrecisionInterval: interval } = found;
      expect(interval?.low).toBeLessThan(averagePrecision ?? Number.NaN);
      expect(interval?.high).toBeGreaterThan(averagePrecision ?? Number.NaN);
    }
  });

  test('reports null for what one class alone leaves undefined', () => {
    const scores = Float64Array.of(0.2, 0.3);
    const part = { labels: [0, 0], probabilities: [scores.map((p) => 1 - p), scores] };
    const found = evaluateModel({ ...part, ...two, bootstrap: { rng: createRng(1) } });
    expect(metrics.parse(found)).toMatchObject({
      prevalence: 0,
      averagePrecision: null,
      averagePrecisionInterval: null,
      averagePrecisionError: null,
      rocAuc: null,
      precision: null,
      recall: null,
      f1: null,
      mcc: null,
      balancedAccuracy: null,
      accuracy: 1,
      confusion: { tp: 0, fp: 0, fn: 0, tn: 2 },
    });
  });

  test('reports null for everything when there are no rows', () => {
    const none = { labels: [], probabilities: [new Float64Array(), new Float64Array()] };
    const binary = evaluateModel({ ...none, ...two, bootstrap: { rng: createRng(1) } });
    expect(metrics.parse(binary)).toMatchObject({
      prevalence: null,
      logLoss: null,
      brier: null,
      accuracy: null,
    });
    const three = { classNames: ['a', 'b', 'c'], positiveIndex: null, threshold: 0.5 };
    const empty = { labels: [], probabilities: [0, 1, 2].map(() => new Float64Array()) };
    const many = evaluateModel({ ...empty, ...three, bootstrap: { rng: createRng(1) } });
    expect(metrics.parse(many)).toMatchObject({
      averagePrecision: null,
      rocAuc: null,
      mcc: null,
      accuracy: null,
    });
  });

  test('refuses probabilities that are none', () => {
    const part = { labels: [0, 1], probabilities: [Float64Array.of(1, NaN), Float64Array.of(0, 1)] };
    expect(() => evaluateModel({ ...part, ...two, bootstrap: null })).toThrow(
      'The probability NaN at position 1',
    );
    const beyond = { labels: [0, 1], probabilities: [Float64Array.of(1, -0.5), Float64Array.of(0, 1.5)] };
    expect(() => evaluateModel({ ...beyond, ...two, bootstrap: null })).toThrow('The probability -0.5');
  });

  test('averages over the classes that have rows', () => {
    // Worked out by hand on classes a and b; class c has no rows.
    const part = {
      labels: [0, 0, 1, 1],
      probabilities: [
        Float64Array.of(0.7, 0.2, 0.3, 0.1),
        Float64Array.of(0.2, 0.5, 0.6, 0.8),
        Float64Array.of(0.1, 0.3, 0.1, 0.1),
      ],
    };
    const found = evaluateModel({
      ...part,
      classNames: ['a', 'b', 'c'],
      positiveIndex: null,
      threshold: 0.5,
      bootstrap: { rng: createRng(1) },
    });
    if (found.kind !== 'multiclass') throw new Error('three classes are multiclass');
    expect(metrics.parse(found).kind).toBe('multiclass');
    expect(found.confusion).toEqual([
      [1, 1, 0],
      [0, 2, 0],
      [0, 0, 0],
    ]);
    expect(found.averagePrecision).toBeCloseTo((5 / 6 + 1) / 2, 12);
    expect(found.rocAuc).toBeCloseTo((0.75 + 1) / 2, 12);
    expect(found.perClass[2]).toMatchObject({
      support: 0,
      averagePrecision: null,
      rocAuc: null,
      recall: null,
    });
    expect(found.balancedAccuracy).toBe(0.75);
    expect(found.accuracy).toBe(0.75);
    expect(found.averagePrecisionInterval?.high).toBeLessThanOrEqual(1);
  });
});

test('a threshold is chosen on validation, never on test', () => {
  const validation = simulate({ rows: 200, share: 0.3, lead: 2, seed: 1 });
  const objective = 'f1' as const;
  const shared = {
    key: 'mlp',
    validation,
    classNames: ['no', 'yes'],
    positiveIndex: 1,
    objective,
    seed: 3,
    resamples: 50,
  };
  const tests = [2, 3].map((seed) => simulate({ rows: 200, share: 0.5, lead: 0.2, seed }));
  const thresholds = tests.map((test) => {
    const found = evaluateParts({ ...shared, test });
    expect(found.validation.averagePrecisionInterval).toBeNull();
    expect(found.test.averagePrecisionInterval?.resamples).toBe(50);
    return found.test.kind === 'binary' ? found.test.threshold : null;
  });
  expect(thresholds[0]).toBe(thresholds[1]);
  expect([...validation.scores]).toContain(thresholds[0]);
});

describe('precisionBand', () => {
  test('surrounds the curve and follows its grid', () => {
    const { scores, labels } = simulate({ rows: 2000, share: 0.3, lead: 1.5, seed: 5 });
    const band = precisionBand({ scores, labels, rng: createRng(1), resamples: 200, points: 20 });
    const curve = curveOf(scores, labels);
    expect(band?.recall[0]).toBe(0.05);
    expect(band?.recall.at(-1)).toBe(1);
    for (const [i, recall] of band?.recall.entries() ?? []) {
      const at = curve.recall.findIndex((value) => value >= recall - 1e-12);
      const precision = curve.precision[at] ?? Number.NaN;
      expect(band?.low[i]).toBeLessThanOrEqual(precision);
      expect(band?.high[i]).toBeGreaterThanOrEqual(precision);
    }
  });

  test('is null when a class is missing', () => {
    expect(precisionBand({ scores: Float64Array.of(0.1), labels: [1], rng: createRng(1) })).toBeNull();
  });
});
