import { expect, test } from 'vitest';
import { learnerSpec } from '../../core/contract/experiment.ts';
import type { TrainingData } from '../../core/train/data.ts';
import { arrayOf, readModel } from '../../core/train/model-file.ts';
import { trainLearner } from '../../core/train/train.ts';
import { blobs, dataOf, logLossOf } from './make-data.ts';

async function train(data: TrainingData, options: object = {}) {
  const learner = learnerSpec.parse({ kind: 'logistic-regression', ...options });
  const model = await trainLearner({ learner, key: 'lr', data, seed: 1 });
  return { model, weights: [...arrayOf(readModel(model.files), 'weights').values] };
}

/** The penalised loss as its definition says, written independently of the solver. */
function lossAt(weights: readonly number[], data: TrainingData, l2: number): number {
  const outputs = weights.length / (data.columnCount + 1);
  let loss = 0;
  for (const row of data.train) {
    const scores = Array.from({ length: outputs }, (_, o) => {
      let z = weights[data.columnCount * outputs + o] ?? 0;
      for (let f = 0; f < data.columnCount; f++) {
        z += (data.x[row * data.columnCount + f] ?? 0) * (weights[f * outputs + o] ?? 0);
      }
      return z;
    });
    const all = outputs === 1 ? [0, scores[0] ?? 0] : scores;
    const total = all.reduce((sum, z) => sum + Math.exp(z), 0);
    loss += Math.log(total) - (all[data.codes[row] ?? 0] ?? 0);
  }
  const penalised = weights.slice(0, data.columnCount * outputs);
  return loss + (l2 / 2) * penalised.reduce((sum, w) => sum + w * w, 0);
}

/** Largest slope of the loss at the weights, by central differences. */
function steepest(weights: readonly number[], data: TrainingData, l2: number): number {
  const step = 1e-5;
  const slopes = weights.map((_, i) => {
    const moved = (by: number) => weights.map((w, j) => (j === i ? w + by : w));
    return (lossAt(moved(step), data, l2) - lossAt(moved(-step), data, l2)) / (2 * step);
  });
  return Math.max(...slopes.map(Math.abs));
}

test('without penalty one indicator gives the log-odds of its groups', async () => {
  // Training part: 3 of 4 rows with x = 1 are positive, 1 of 4 with x = 0. Log-odds are ln 3 and -ln 3.
  const cells = [
    [1, 1],
    [1, 1],
    [1, 1],
    [1, 0],
    [0, 1],
    [0, 0],
    [0, 0],
    [0, 0],
    [1, 1],
  ];
  const rows = cells.flatMap(([x = 0, code = 0], i) => {
    const row = { x: [x], code };
    return i % 3 === 2 ? [row, { x: [0], code: 0 }, { x: [1], code: 1 }] : [row];
  });
  const data = dataOf(rows);
  const truth = (value: number) => {
    const group = [...data.train].filter((row) => data.x[row] === value);
    const positives = group.filter((row) => data.codes[row] === 1).length;
    return Math.log(positives / (group.length - positives));
  };
  const { weights } = await train(data, { l2: 0 });
  expect(weights[1]).toBeCloseTo(truth(0), 6);
  expect(weights[0]).toBeCloseTo(truth(1) - truth(0), 6);
});

test('at the solution the slope of the loss is zero, for two classes and for more', async () => {
  for (const classes of [2, 4]) {
    for (const l2 of [0.1, 1, 30]) {
      const data = blobs({ rowCount: 300, columnCount: 5, classes });
      const { weights, model } = await train(data, { l2 });
      expect(weights).toHaveLength(6 * (classes === 2 ? 1 : classes));
      // Central differences of a loss near 100 with step 1e-5 are exact to about 1e-8.
      expect(steepest(weights, data, l2)).toBeLessThan(1e-5);
      expect(model.summary).not.toContain('not converged');
    }
  }
});

test('a huge penalty leaves the training shares', async () => {
  const data = blobs({ rowCount: 500, columnCount: 3 });
  const { weights } = await train(data, { l2: 1e9 });
  const share = [...data.train].filter((row) => data.codes[row] === 1).length / data.train.length;
  expect(weights[3]).toBeCloseTo(Math.log(share / (1 - share)), 5);
});

test('separable classes give finite weights and probabilities, with and without penalty', async () => {
  for (const classes of [2, 3]) {
    const rows = Array.from({ length: 60 }, (_, i) => ({
      x: [10 * (i % classes) + 0.01 * i],
      code: i % classes,
    }));
    const data = dataOf(rows, { classes });
    for (const l2 of [0, 1]) {
      const { model, weights } = await train(data, { l2 });
      expect(weights.every(Number.isFinite)).toBe(true);
      expect(model.testProbabilities.every(Number.isFinite)).toBe(true);
      for (const { trainLoss, validationLoss } of model.history) {
        expect(Number.isFinite(trainLoss) && Number.isFinite(validationLoss)).toBe(true);
      }
    }
  }
});

test('collinear and constant features do no harm', async () => {
  const noise = blobs({ rowCount: 300, columnCount: 2 });
  const rows = Array.from({ length: 300 }, (_, i) => {
    const [a = 0, b = 0] = noise.x.subarray(2 * i, 2 * i + 2);
    return { x: [a, b, a, 1, 0], code: noise.codes[i] ?? 0 };
  });
  const { weights } = await train(dataOf(rows), { l2: 1 });
  expect(weights[0]).toBeCloseTo(weights[2] ?? 0, 6);
  expect(weights[4]).toBe(0);
});

test('features of very different scale reach the solution too', async () => {
  const noise = blobs({ rowCount: 400, columnCount: 3 });
  const rows = Array.from({ length: 400 }, (_, i) => {
    const [a = 0, b = 0, c = 0] = noise.x.subarray(3 * i, 3 * i + 3);
    return { x: [a * 1e5, b, c * 1e-3], code: noise.codes[i] ?? 0 };
  });
  const { model } = await train(dataOf(rows), { l2: 1e-4 });
  expect(model.summary).not.toContain('not converged');
});

test('the training loss falls with every step and the last line is the loss of the model', async () => {
  const data = blobs({ rowCount: 400, columnCount: 4 });
  const { model } = await train(data, { l2: 0.01 });
  const losses = model.history.map(({ trainLoss }) => trainLoss);
  expect(losses).toEqual(losses.toSorted((a, b) => b - a));
  const last = model.history.at(-1)?.validationLoss ?? Number.NaN;
  expect(logLossOf(model.validationProbabilities, data, data.validation)).toBeCloseTo(last, 12);
});

test('too few steps are reported', async () => {
  const { model } = await train(blobs({ rowCount: 400, columnCount: 4 }), { maxIterations: 1 });
  expect(model.summary).toBe('L2 1, 1 step, not converged');
});

test('numbers near the end of single precision give finite probabilities or TRAINING_DIVERGED', async () => {
  const rows = Array.from({ length: 50 }, (_, i) => ({ x: [3e38 * (i % 2 ? 1 : -1)], code: i % 2 }));
  const learner = learnerSpec.parse({ kind: 'logistic-regression' });
  const outcome = await trainLearner({ learner, key: 'lr', data: dataOf(rows), seed: 1 }).then(
    ({ testProbabilities }) => testProbabilities.every(Number.isFinite),
    (error) => error.code === 'TRAINING_DIVERGED',
  );
  expect(outcome).toBe(true);
});

test('an abort stops it with CANCELLED', async () => {
  const controller = new AbortController();
  const learner = learnerSpec.parse({ kind: 'logistic-regression' });
  const data = blobs({ rowCount: 500, columnCount: 5 });
  const onEvent = () => controller.abort();
  await expect(
    trainLearner({ learner, key: 'lr', data, seed: 1, signal: controller.signal, onEvent }),
  ).rejects.toMatchObject({ code: 'CANCELLED' });
});
