import type { Tensor } from '@tensorflow/tfjs';
import type { Tfjs } from '../backends/wasm.ts';
import type { Network } from './network.ts';

/** Rows of features, row-major, copied together. */
export interface Batch {
  readonly x: Float32Array;
  readonly rowCount: number;
}

/** Scores of a batch in single precision, rows x outputs. */
export function forward(tf: Tfjs, network: Network, batch: Batch): Float64Array {
  const scores = tf.tidy(() => activate(tf, network, batch, []).at(-1) ?? tf.zeros([0, 0]));
  const values = Float64Array.from(scores.dataSync());
  scores.dispose();
  return values;
}

/**
 * Gradients of a batch's mean loss by weights and biases, in the order of `network`: [weights, biases, weights, …].
 * `masks` holds for each hidden layer what its activations are multiplied with (dropout), or is empty.
 * `scoreGradients` turns scores into the loss's derivative by the scores. Written out rather than taken from tf.grad,
 * since the wasm backend multiplies transposed matrices about ten times slower than it transposes and multiplies.
 */
export function backward(
  tf: Tfjs,
  options: {
    network: Network;
    batch: Batch;
    masks: readonly Float32Array[];
    scoreGradients: (scores: Float64Array) => Float32Array;
  },
): Float32Array[] {
  const { network, batch, masks, scoreGradients } = options;
  const tensors = tf.tidy(() => {
    const activations = activate(tf, network, batch, masks);
    const width = network.at(-1)?.outputs ?? 0;
    const scores = Float64Array.from(activations.at(-1)?.dataSync() ?? []);
    let delta: Tensor = tf.tensor2d(scoreGradients(scores), [batch.rowCount, width]);
    const gradients: Tensor[] = [];
    for (let l = network.length - 1; l >= 0; l--) {
      const layer = network[l];
      const input = activations[l];
      if (!layer || !input) break;
      gradients.unshift(tf.matMul(tf.transpose(input), delta), tf.sum(delta, 0));
      if (l === 0) break;
      const weights = tf.tensor2d(layer.weights, [layer.inputs, layer.outputs]);
      delta = tf.mul(tf.matMul(delta, tf.transpose(weights)), tf.step(input));
      const mask = masks[l - 1];
      if (mask) delta = tf.mul(delta, tf.tensor2d(mask, [batch.rowCount, layer.inputs]));
    }
    return gradients;
  });
  const values = tensors.map((tensor) => Float32Array.from(tensor.dataSync()));
  tf.dispose(tensors);
  return values;
}

/** The input, then the output of every layer. */
function activate(tf: Tfjs, network: Network, batch: Batch, masks: readonly Float32Array[]): Tensor[] {
  const first = network[0]?.inputs ?? 0;
  const activations: Tensor[] = [tf.tensor2d(batch.x, [batch.rowCount, first])];
  for (const [l, layer] of network.entries()) {
    const isLast = l === network.length - 1;
    const output: Tensor = tf.fused.matMul({
      a: activations[l] ?? tf.zeros([batch.rowCount, layer.inputs]),
      b: tf.tensor2d(layer.weights, [layer.inputs, layer.outputs]),
      bias: tf.tensor1d(layer.biases),
      activation: isLast ? 'linear' : 'relu',
    });
    const mask = masks[l];
    activations.push(mask ? tf.mul(output, tf.tensor2d(mask, [batch.rowCount, layer.outputs])) : output);
  }
  return activations;
}
