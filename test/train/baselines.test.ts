import { expect, test } from 'vitest';
import { learnerSpec } from '../../core/contract/experiment.ts';
import { complexityOf } from '../../core/evaluate/complexity.ts';
import { averagePrecisionOf } from '../../core/train/average-precision.ts';
import { makeTrainingData } from '../../core/train/data.ts';
import { complexityOrder, isBaseline, learnerKeys, learnerName } from '../../core/train/kinds.ts';
import { predict } from '../../core/train/predict.ts';
import { trainLearner } from '../../core/train/train.ts';
import { blobs, dataOf, logLossOf } from './make-data.ts';

const train = (kind: string, data: Parameters<typeof trainLearner>[0]['data'], seed = 1) =>
  trainLearner({ learner: learnerSpec.parse({ kind }), key: kind, data, seed });

test('the prior gives every row the training shares', async () => {
  const data = dataOf(Array.from({ length: 20 }, (_, i) => ({ x: [i], code: i % 5 === 0 ? 1 : 0 })));
  const model = await train('prior', data);
  // Rows 0, 5, 10 and 15 are positive and in the training part, which has 12 rows.
  expect([...model.testProbabilities]).toEqual([0, 1, 2, 3].flatMap(() => [8 / 12, 4 / 12]));
  expect(model.summary).toBe('33.3 % class 1');
});

test('stratified random draws classes as often as they occur, and the draw is the most probable class', async () => {
  const data = dataOf(Array.from({ length: 5000 }, (_, i) => ({ x: [0], code: i % 3 === 0 ? 1 : 0 })));
  const { testProbabilities } = await train('stratified-random', data);
  const positive = testProbabilities.filter((_, i) => i % 2 === 1);
  expect([...new Set(positive)]).toHaveLength(2);
  const drawn = positive.filter((p) => p > 0.5).length / positive.length;
  // 1000 draws with probability 1/3: four standard errors are 0.06.
  expect(Math.abs(drawn - 1 / 3)).toBeLessThan(0.06);
});

test('stratified random differs between seeds and not between ways to ask', async () => {
  const data = blobs({ rowCount: 500, columnCount: 2 });
  const model = await train('stratified-random', data, 1);
  expect((await train('stratified-random', data, 2)).testProbabilities).not.toEqual(model.testProbabilities);
  const backwards = Uint32Array.from(data.test).reverse();
  const p = await predict({ files: model.files, x: data.x, columnCount: 2, rows: backwards });
  const rows = [...model.testProbabilities.keys()].filter((i) => i % 2 === 1);
  expect(rows.map((i) => p[p.length - 1 - (i - 1)] ?? 0)).toEqual(
    rows.map((i) => model.testProbabilities[i]),
  );
});

test('the single feature is the column that tells the classes apart', async () => {
  const noise = blobs({ rowCount: 600, columnCount: 4, distance: 0 });
  const rows = Array.from({ length: 600 }, (_, i) => {
    const code = noise.codes[i] ?? 0;
    const x = [...noise.x.subarray(4 * i, 4 * i + 4)];
    x[2] = (x[2] ?? 0) + 2 * code;
    return { x, code };
  });
  const model = await train('single-feature', dataOf(rows));
  expect(model.summary).toBe('f2');
});

test('the single feature may be neither rising nor falling', async () => {
  const noise = blobs({ rowCount: 1000, columnCount: 2, distance: 0 });
  const rows = Array.from({ length: 1000 }, (_, i) => {
    const x = [...noise.x.subarray(2 * i, 2 * i + 2)];
    return { x, code: Math.abs(x[1] ?? 0) > 1 ? 1 : 0 };
  });
  const data = dataOf(rows);
  const model = await train('single-feature', data);
  expect(model.summary).toBe('f1');
  const scores = model.testProbabilities.filter((_, i) => i % 2 === 1);
  const ap = averagePrecisionOf(scores, (i) => data.codes[data.test[i] ?? 0] === 1);
  expect(ap).toBeGreaterThan(0.9);
});

test('a category is scored by smoothed rates of its levels', async () => {
  // Level 0 is positive in 3 of 4 rows, level 1 in 1 of 4; the last feature of the group is never set.
  const rows = Array.from({ length: 400 }, (_, i) => {
    const level = i % 2;
    const code = Math.floor(i / 10) % 4 === 0 ? level : 1 - level;
    return { x: [level === 0 ? 1 : 0, level === 1 ? 1 : 0, 0], code };
  });
  const groups = [{ column: 'colour', kind: 'category' as const, start: 0, end: 3 }];
  const data = dataOf(rows, { groups });
  const model = await train('single-feature', data);
  const levelOf = (row: number) => (data.x[3 * row] === 1 ? 0 : 1);
  const rates = [0, 1].map((level) => {
    const inLevel = [...data.train].filter((row) => levelOf(row) === level);
    const positives = inLevel.filter((row) => data.codes[row] === 1).length;
    const share = [...data.train].filter((row) => data.codes[row] === 1).length / data.train.length;
    return (positives + 10 * share) / (inLevel.length + 10);
  });
  const positive = model.testProbabilities.filter((_, i) => i % 2 === 1);
  expect([...positive]).toEqual([...data.test].map((row) => rates[levelOf(row)]));
});

test('with several classes the single feature is judged by log loss and beats the prior', async () => {
  const data = blobs({ rowCount: 900, columnCount: 3, classes: 3, distance: 3 });
  const prior = await train('prior', data);
  const single = await train('single-feature', data);
  expect(logLossOf(single.testProbabilities, data, data.test)).toBeLessThan(
    logLossOf(prior.testProbabilities, data, data.test),
  );
});

test('no learner looks at the labels of the test part, nor a baseline but the single feature at validation labels', async () => {
  const data = blobs({ rowCount: 300, columnCount: 3 });
  const flip = (rows: Uint32Array) => {
    const codes = Int32Array.from(data.codes);
    for (const row of rows) codes[row] = 1 - (codes[row] ?? 0);
    return { ...data, codes };
  };
  for (const kind of complexityOrder) {
    const files = (await train(kind, data)).files;
    expect((await train(kind, flip(data.test))).files).toEqual(files);
    if (['prior', 'stratified-random', 'logistic-regression'].includes(kind)) {
      expect((await train(kind, flip(data.validation))).files).toEqual(files);
    }
  }
});

test('average precision counts tied scores as one threshold', () => {
  const ap = (scores: number[], labels: number[]) =>
    averagePrecisionOf(Float64Array.from(scores), (i) => labels[i] === 1);
  expect(ap([0.9, 0.8, 0.7, 0.6], [1, 0, 1, 0])).toBeCloseTo(1 / 2 + (1 / 2) * (2 / 3), 15);
  expect(ap([0.5, 0.5, 0.5, 0.5], [1, 0, 0, 0])).toBe(0.25);
  expect(ap([0.1, 0.2], [0, 0])).toBeNaN();
});

test('keys are unique, names are given or usual, and complexity has an order', () => {
  expect(learnerKeys([{ kind: 'mlp' }, { kind: 'prior' }, { kind: 'mlp' }])).toEqual([
    'mlp',
    'prior',
    'mlp-2',
  ]);
  expect(learnerName(learnerSpec.parse({ kind: 'mlp', name: 'wide net' }))).toBe('wide net');
  expect(learnerName(learnerSpec.parse({ kind: 'prior' }))).toBe('Prior');
  expect([...complexityOrder.map(complexityOf), complexityOf('forest')]).toEqual([0, 1, 2, 3, 4, 5]);
  expect(complexityOrder.filter((kind) => !isBaseline(kind))).toEqual(['mlp']);
});

test('training data lies on shared memory, so that workers copy nothing', () => {
  const { data } = { data: blobs({ rowCount: 10, columnCount: 2 }) };
  for (const array of [data.x, data.codes, data.train, data.validation, data.test]) {
    expect(array.buffer).toBeInstanceOf(SharedArrayBuffer);
  }
  expect(() =>
    makeTrainingData({
      matrix: { data: data.x, rowCount: 10, columnCount: 2, featureNames: [], groups: [] },
      codes: new Int32Array(9),
      classNames: [],
      positiveIndex: null,
      parts: new Uint8Array(10),
    }),
  ).toThrow('rows do not match');
});
