import { setImmediate } from 'node:timers/promises';
import { CoreError, throwIfCancelled } from '../../errors.ts';
import type { Rng } from '../../shared/rng.ts';
import { loadTfjs, type Tfjs } from '../backends/wasm.ts';
import { classShares, type TrainingData } from '../data.ts';
import { arrayOf, type ModelArray, type SavedModel } from '../model-file.ts';
import { createAdam } from '../network/adam.ts';
import { copyNetwork, createNetwork, type Network, networkScores } from '../network/network.ts';
import { type Batch, backward, forward } from '../network/passes.ts';
import { logLossSum, outputCount, toProbabilities } from '../probabilities.ts';
import type { Epoch, FitOptions, Fitted, Scorer } from './learner.ts';
import { codesOf } from './logistic-regression.ts';

/**
 * A multilayer perceptron: dense layers with ReLU and dropout, trained with Adam on mean log loss plus `l2` times the
 * squared weights. Training stops after `patience` epochs without a lower validation loss and the best epoch's weights
 * are kept. Both losses are measured at the end of an epoch, without dropout and penalty. Every random number (initial
 * weights, order of rows, dropout masks) comes from `rng`: the same seed gives the same bytes in every process.
 * Throws TRAINING_DIVERGED when a loss or a weight is no longer finite (the wasm backend's ReLU turns NaN into 0, so
 * that losses alone would not tell).
 */
export async function fitMlp({ spec, data, rng, signal, onEpoch }: FitOptions<'mlp'>): Promise<Fitted> {
  const tf = await loadTfjs();
  const outputs = outputCount(data.classNames.length);
  const network = createNetwork({
    inputs: data.columnCount,
    hidden: spec.hidden,
    outputBiases: startingBiases(data),
    rng: rng.derive('weights'),
  });
  const adam = createAdam(
    network.flatMap(({ weights, biases }) => [weights, biases]),
    spec.learningRate,
  );
  const order = rng.derive('order');
  const dropout = rng.derive('dropout');
  const history: Epoch[] = [];
  let best = { epoch: 0, loss: Number.POSITIVE_INFINITY, network: copyNetwork(network) };
  for (let epoch = 1; epoch <= spec.maxEpochs && epoch - best.epoch <= spec.patience; epoch++) {
    const permutation = order.permutation(data.train.length);
    for (let from = 0, step = 0; from < permutation.length; from += spec.batchSize, step++) {
      if (step % 50 === 0) await setImmediate();
      throwIfCancelled(signal);
      const rows = permutation.slice(from, from + spec.batchSize).map((i) => data.train[i] ?? 0);
      const codes = codesOf(data, rows);
      const gradients = backward(tf, {
        network,
        batch: gather(data, rows),
        masks: spec.dropout > 0 ? dropoutMasks({ spec, rowCount: rows.length, rng: dropout }) : [],
        scoreGradients: (values) => lossGradients({ values, outputs }, codes),
      });
      penalise(gradients, network, spec.l2);
      adam.step(gradients);
    }
    const line = {
      epoch,
      trainLoss: meanLoss(tf, { network, data, part: 'train' }),
      validationLoss: meanLoss(tf, { network, data, part: 'validation' }),
    };
    if (!Number.isFinite(line.trainLoss + line.validationLoss) || !hasFiniteWeights(network)) {
      throw diverged(epoch, spec.learningRate);
    }
    history.push(line);
    onEpoch(line, spec.maxEpochs);
    if (line.validationLoss < best.loss) {
      best = { epoch, loss: line.validationLoss, network: copyNetwork(network) };
    }
  }
  const { hidden, learningRate, batchSize, dropout: rate, l2 } = spec;
  return {
    parameters: {
      activation: 'relu',
      hidden,
      learningRate,
      batchSize,
      dropout: rate,
      l2,
      bestEpoch: best.epoch,
    },
    arrays: toArrays(best.network),
    history,
    summary: `${hidden.join('-')}, best epoch ${best.epoch} of ${history.length}`,
    backend: 'wasm',
  };
}

/** Scores with a saved network, without tfjs. Layer l has arrays "weights l" (inputs x outputs) and "biases l". */
export function mlpScorer(model: SavedModel): Scorer {
  const network: Network = Array.from({ length: model.arrays.size / 2 }, (_, l) => {
    const { shape, values } = arrayOf(model, `weights ${l}`);
    const biases = Float32Array.from(arrayOf(model, `biases ${l}`).values);
    return { inputs: shape[0] ?? 0, outputs: shape[1] ?? 0, weights: Float32Array.from(values), biases };
  });
  const outputs = outputCount(model.header.classNames.length);
  return (input) => toProbabilities({ values: networkScores(network, input), outputs });
}

function toArrays(network: Network): ModelArray[] {
  return network.flatMap(({ inputs, outputs, weights, biases }, l) => [
    { name: `weights ${l}`, shape: [inputs, outputs], values: weights },
    { name: `biases ${l}`, shape: [outputs], values: biases },
  ]);
}

/** Log-odds of the positive class, or log shares: with all weights at 0 the network would predict the prior. */
function startingBiases(data: TrainingData): Float32Array {
  const shares = classShares(data, data.train).map((share) => Math.max(share, 1e-6));
  const [negative = 1, positive = 1] = shares;
  return shares.length === 2
    ? Float32Array.of(Math.log(positive / negative))
    : Float32Array.from(shares, (share) => Math.log(share));
}

function gather(data: TrainingData, rows: Uint32Array): Batch {
  const { x, columnCount } = data;
  const copy = new Float32Array(rows.length * columnCount);
  for (const [i, row] of rows.entries()) {
    copy.set(x.subarray(row * columnCount, (row + 1) * columnCount), i * columnCount);
  }
  return { x: copy, rowCount: rows.length };
}

/** Inverted dropout: 0 with the dropout's probability, else 1 / (1 - dropout). A mask per hidden layer. */
function dropoutMasks(options: {
  spec: { hidden: readonly number[]; dropout: number };
  rowCount: number;
  rng: Rng;
}): Float32Array[] {
  const { spec, rowCount, rng } = options;
  const kept = 1 / (1 - spec.dropout);
  return spec.hidden.map((width) => {
    const mask = new Float32Array(rowCount * width);
    for (let i = 0; i < mask.length; i++) mask[i] = rng.next() < spec.dropout ? 0 : kept;
    return mask;
  });
}

/** Derivative of the mean log loss by the scores: (probability - truth) / rows. */
function lossGradients(scores: { values: Float64Array; outputs: number }, codes: Int32Array): Float32Array {
  const p = toProbabilities(scores);
  const { outputs } = scores;
  return Float32Array.from(scores.values, (_, i) => {
    const row = Math.floor(i / outputs);
    const isTrue = outputs === 1 ? codes[row] === 1 : codes[row] === i % outputs;
    return ((outputs === 1 ? (p[2 * i + 1] ?? 0) : (p[i] ?? 0)) - (isTrue ? 1 : 0)) / codes.length;
  });
}

function penalise(gradients: readonly Float32Array[], network: Network, l2: number): void {
  if (l2 === 0) return;
  for (const [l, { weights }] of network.entries()) {
    const gradient = gradients[2 * l];
    if (!gradient) continue;
    for (let i = 0; i < weights.length; i++) gradient[i] = (gradient[i] ?? 0) + 2 * l2 * (weights[i] ?? 0);
  }
}

function meanLoss(
  tf: Tfjs,
  options: { network: Network; data: TrainingData; part: 'train' | 'validation' },
): number {
  const { network, data, part } = options;
  const all = data[part];
  const outputs = outputCount(data.classNames.length);
  let sum = 0;
  for (let from = 0; from < all.length; from += 2048) {
    const rows = all.slice(from, from + 2048);
    sum += logLossSum({ values: forward(tf, network, gather(data, rows)), outputs }, codesOf(data, rows));
  }
  return sum / Math.max(1, all.length);
}

function hasFiniteWeights(network: Network): boolean {
  return network.every(
    ({ weights, biases }) => weights.every(Number.isFinite) && biases.every(Number.isFinite),
  );
}

function diverged(epoch: number, learningRate: number): CoreError {
  return new CoreError(
    'TRAINING_DIVERGED',
    `The network's numbers grew out of bounds in epoch ${epoch}; lower the learning rate (now ${learningRate}) or set scale ` +
      'to standard in the recipe.',
    { details: { epoch, learningRate } },
  );
}
