import { expect, test } from 'vitest';
import { learnerSpec } from '../../core/contract/experiment.ts';
import type { EpochEvent } from '../../core/contract/job.ts';
import { createRng } from '../../core/shared/rng.ts';
import { loadTfjs } from '../../core/train/backends/wasm.ts';
import type { TrainingData } from '../../core/train/data.ts';
import { readModel } from '../../core/train/model-file.ts';
import { trainLearner } from '../../core/train/train.ts';
import { blobs, dataOf, logLossOf } from './make-data.ts';

const mlp = (options: object = {}) =>
  learnerSpec.parse({ kind: 'mlp', hidden: [16], maxEpochs: 30, ...options });
const train = (data: TrainingData, options: object = {}, seed = 1) =>
  trainLearner({ learner: mlp(options), key: 'mlp', data, seed });

/** Two classes that no line can part. */
function exclusiveOr(): TrainingData {
  const rng = createRng(5);
  const rows = Array.from({ length: 600 }, () => {
    const x = [rng.next() * 2 - 1, rng.next() * 2 - 1];
    return { x, code: (x[0] ?? 0) * (x[1] ?? 0) > 0 ? 1 : 0 };
  });
  return dataOf(rows);
}

test('it learns what no line can part', async () => {
  const data = exclusiveOr();
  const model = await train(data, { learningRate: 0.02, maxEpochs: 60 });
  expect(logLossOf(model.testProbabilities, data, data.test)).toBeLessThan(0.3);
});

test('it learns several classes, and every row of probabilities adds up to one', async () => {
  const data = blobs({ rowCount: 900, columnCount: 4, classes: 4, distance: 4 });
  const model = await train(data);
  expect(logLossOf(model.testProbabilities, data, data.test)).toBeLessThan(0.3);
  for (let row = 0; row < data.test.length; row++) {
    const sum = model.testProbabilities.subarray(4 * row, 4 * row + 4).reduce((total, p) => total + p, 0);
    expect(Math.abs(sum - 1)).toBeLessThan(1e-12);
  }
});

test('training stops when the validation loss has not fallen for as long as the patience', async () => {
  const data = blobs({ rowCount: 200, columnCount: 10, distance: 0.3 });
  const model = await train(data, { patience: 3, maxEpochs: 200, learningRate: 0.02 });
  const losses = model.history.map(({ validationLoss }) => validationLoss);
  const best = losses.indexOf(Math.min(...losses)) + 1;
  expect(model.history).toHaveLength(best + 3);
  expect(readModel(model.files).header.parameters.bestEpoch).toBe(best);
  expect(model.summary).toBe(`16, best epoch ${best} of ${best + 3}`);
});

test("the saved weights are the best epoch's", async () => {
  const data = blobs({ rowCount: 200, columnCount: 10, distance: 0.3 });
  const model = await train(data, { patience: 5, learningRate: 0.03 });
  const best = Math.min(...model.history.map(({ validationLoss }) => validationLoss));
  expect(model.history.at(-1)?.validationLoss).toBeGreaterThan(best);
  // History is measured in single precision by wasm, the probabilities in double precision.
  expect(logLossOf(model.validationProbabilities, data, data.validation)).toBeCloseTo(best, 5);
});

test('before training it predicts about the prior of rare positives', async () => {
  const data = dataOf(Array.from({ length: 1000 }, (_, i) => ({ x: [0], code: i % 20 === 0 ? 1 : 0 })));
  const model = await train(data, { maxEpochs: 1, learningRate: 1e-9 });
  const share = [...data.train].filter((row) => data.codes[row] === 1).length / data.train.length;
  expect(model.testProbabilities[1]).toBeCloseTo(share, 6);
});

test('the same seed gives the same bytes, another seed others, and Math.random is never asked', async () => {
  const data = blobs({ rowCount: 200, columnCount: 5 });
  await loadTfjs();
  const { random } = Math;
  Math.random = () => {
    throw new Error('Math.random was asked');
  };
  try {
    const first = await train(data, { maxEpochs: 3 });
    expect((await train(data, { maxEpochs: 3 })).files).toEqual(first.files);
    expect((await train(data, { maxEpochs: 3 }, 2)).files).not.toEqual(first.files);
  } finally {
    Math.random = random;
  }
});

test('training leaves no tensors behind', async () => {
  const tf = await loadTfjs();
  const data = blobs({ rowCount: 200, columnCount: 5 });
  const before = tf.memory();
  await train(data, { maxEpochs: 3 });
  expect(tf.memory().numTensors).toBe(before.numTensors);
  expect(tf.memory().numBytes).toBe(before.numBytes);
});

test('every epoch is told as it ends', async () => {
  const events: EpochEvent[] = [];
  const data = blobs({ rowCount: 200, columnCount: 5 });
  const onEvent = (event: EpochEvent) => events.push(event);
  const model = await trainLearner({ learner: mlp({ maxEpochs: 4 }), key: 'mlp-2', data, seed: 1, onEvent });
  expect(events).toEqual(
    model.history.map((line) => ({ kind: 'epoch', learner: 'mlp-2', maxEpochs: 4, ...line })),
  );
});

test('numbers that grow out of bounds end in TRAINING_DIVERGED, naming epoch and learning rate', async () => {
  const rows = Array.from({ length: 100 }, (_, i) => ({ x: [3e38 * (i % 2 ? 1 : -1)], code: (i >> 1) % 2 }));
  await expect(train(dataOf(rows), { learningRate: 0.5 })).rejects.toMatchObject({
    code: 'TRAINING_DIVERGED',
    message: expect.stringMatching(/epoch 1; lower the learning rate \(now 0\.5\)/),
  });
});

test('an abort stops it with CANCELLED', async () => {
  const controller = new AbortController();
  const data = blobs({ rowCount: 200, columnCount: 5 });
  const { signal } = controller;
  const onEvent = () => controller.abort();
  await expect(
    trainLearner({ learner: mlp(), key: 'mlp', data, seed: 1, signal, onEvent }),
  ).rejects.toMatchObject({
    code: 'CANCELLED',
  });
});
