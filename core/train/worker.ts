import type { MessagePort } from 'node:worker_threads';
import { CoreError } from '../errors.ts';
import { createRng } from '../shared/rng.ts';
import type { TrainAnswer } from './answer.ts';
import { type TrainTask, trainLearner } from './train.ts';

/**
 * Entry of a training thread. Epoch events go to `port` as they come; the answer is the model or an expected failure,
 * and bugs reject. Cancelling is killing the thread. Libraries that ask for Math.random get a generator seeded by the
 * task; tfjs is loaded only by a learner that needs it.
 */
export default async function work(input: { task: TrainTask; port?: MessagePort }): Promise<TrainAnswer> {
  const { task, port } = input;
  Math.random = createRng(task.seed).derive(`library ${task.learner.kind}`).next;
  try {
    const model = await trainLearner({ ...task, onEvent: (event) => port?.postMessage(event) });
    return { ok: true, model };
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    return { ok: false, error: { code: error.code, message: error.message, details: error.details } };
  }
}
