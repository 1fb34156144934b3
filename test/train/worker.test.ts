import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { MessageChannel } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { afterAll, expect, test } from 'vitest';
import { learnerSpec } from '../../core/contract/experiment.ts';
import { type TrainAnswer, unwrapAnswer } from '../../core/train/answer.ts';
import { trainLearner } from '../../core/train/train.ts';
import { blobs, dataOf } from './make-data.ts';

const script = fileURLToPath(new URL('./train-once.ts', import.meta.url));
const filename = fileURLToPath(new URL('../../core/train/worker.ts', import.meta.url));
const pool = new Piscina({ filename, minThreads: 0, maxThreads: 1 });
afterAll(() => pool.destroy());

async function trainInProcess(kind: string) {
  const { stdout } = await promisify(execFile)(process.execPath, [script, kind]);
  return JSON.parse(stdout);
}

test('a network trained in two processes is the same to the last bit', async () => {
  const first = await trainInProcess('mlp');
  expect(first.files).toHaveLength(2);
  expect(first.hasTfjs).toBe(true);
  expect(await trainInProcess('mlp')).toEqual(first);
});

test('baselines do not load tfjs', async () => {
  for (const kind of ['single-feature', 'logistic-regression']) {
    expect((await trainInProcess(kind)).hasTfjs).toBe(false);
  }
});

test('a thread answers with the model that this process makes, and tells its epochs', async () => {
  const data = blobs({ rowCount: 200, columnCount: 5 });
  const learner = learnerSpec.parse({ kind: 'mlp', maxEpochs: 3 });
  const task = { learner, key: 'mlp', data, seed: 2 };
  const { port1, port2 } = new MessageChannel();
  const told: unknown[] = [];
  const three = new Promise<void>((resolve) => {
    port1.on('message', (event) => {
      told.push(event);
      if (told.length === 3) resolve();
    });
  });
  const answer: TrainAnswer = await pool.run({ task, port: port2 }, { transferList: [port2] });
  await three;
  port1.close();
  const model = unwrapAnswer(answer);
  const here = await trainLearner(task);
  expect(model.testProbabilities).toEqual(here.testProbabilities);
  expect(model.files.map(({ name, bytes }) => [name, [...bytes]])).toEqual(
    here.files.map(({ name, bytes }) => [name, [...bytes]]),
  );
  expect(told).toEqual(
    model.history.map((line) => ({ kind: 'epoch', learner: 'mlp', maxEpochs: 3, ...line })),
  );
});

test('an expected failure crosses the thread with its code', async () => {
  const rows = Array.from({ length: 100 }, (_, i) => ({ x: [3e38 * (i % 2 ? 1 : -1)], code: (i >> 1) % 2 }));
  const task = {
    learner: learnerSpec.parse({ kind: 'mlp' }),
    key: 'mlp',
    data: dataOf(rows),
    seed: 1,
  };
  const answer: TrainAnswer = await pool.run({ task });
  expect(() => unwrapAnswer(answer)).toThrow(expect.objectContaining({ code: 'TRAINING_DIVERGED' }));
});

test('killing the thread stops the training, and the pool goes on', async () => {
  const data = blobs({ rowCount: 2000, columnCount: 50 });
  const learner = learnerSpec.parse({ kind: 'mlp', maxEpochs: 10_000, patience: 10_000 });
  const { port1, port2 } = new MessageChannel();
  const controller = new AbortController();
  port1.once('message', () => controller.abort());
  const task = { learner, key: 'mlp', data, seed: 1 };
  await expect(
    pool.run({ task, port: port2 }, { transferList: [port2], signal: controller.signal }),
  ).rejects.toThrow(/abort/i);
  port1.close();
  const answer: TrainAnswer = await pool.run({
    task: { ...task, learner: learnerSpec.parse({ kind: 'prior' }) },
  });
  expect(answer.ok).toBe(true);
});
