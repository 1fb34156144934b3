import type { Rng } from '../../shared/rng.ts';

/** One dense layer: `weights` is inputs x outputs, row-major. */
export interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  readonly weights: Float32Array;
  readonly biases: Float32Array;
}

/** Dense layers with ReLU between them; the last one gives scores. */
export type Network = readonly Layer[];

/**
 * A network before training. Weights are normal with variance 2 / inputs (He et al. 2015), in the last layer
 * 1 / inputs; biases are 0, in the last layer `outputBiases`, so that training starts from the class shares.
 */
export function createNetwork(options: {
  inputs: number;
  hidden: readonly number[];
  outputBiases: Float32Array;
  rng: Rng;
}): Network {
  const { inputs, hidden, outputBiases, rng } = options;
  const sizes = [inputs, ...hidden, outputBiases.length];
  return sizes.slice(1).map((outputs, i) => {
    const isLast = i === sizes.length - 2;
    const fanIn = sizes[i] ?? 1;
    const draws = rng.derive(`layer ${i}`);
    const deviation = Math.sqrt((isLast ? 1 : 2) / fanIn);
    return {
      inputs: fanIn,
      outputs,
      weights: Float32Array.from({ length: fanIn * outputs }, () => draws.normal() * deviation),
      biases: isLast ? Float32Array.from(outputBiases) : new Float32Array(outputs),
    };
  });
}

/** A copy that later training leaves alone. */
export function copyNetwork(network: Network): Network {
  return network.map((layer) => ({
    ...layer,
    weights: Float32Array.from(layer.weights),
    biases: Float32Array.from(layer.biases),
  }));
}

/** Scores of rows, rows x outputs of the last layer, in double precision and without tfjs: the same everywhere. */
export function networkScores(
  network: Network,
  input: { x: Float32Array; columnCount: number; rows: Uint32Array },
): Float64Array<ArrayBuffer> {
  const { x, columnCount, rows } = input;
  const width = network.at(-1)?.outputs ?? 0;
  const result = new Float64Array(rows.length * width);
  for (const [i, row] of rows.entries()) {
    let values = Float64Array.from(x.subarray(row * columnCount, (row + 1) * columnCount));
    for (const [l, layer] of network.entries()) values = passThrough(layer, values, l < network.length - 1);
    result.set(values, i * width);
  }
  return result;
}

function passThrough(layer: Layer, values: Float64Array, hasRelu: boolean): Float64Array<ArrayBuffer> {
  const { outputs, weights } = layer;
  const result = Float64Array.from(layer.biases);
  for (let i = 0, at = 0; i < values.length; i++, at += outputs) {
    const value = values[i] ?? 0;
    if (value === 0) continue;
    for (let o = 0; o < outputs; o++) result[o] = (result[o] ?? 0) + value * (weights[at + o] ?? 0);
  }
  if (hasRelu) for (let o = 0; o < outputs; o++) result[o] = Math.max(0, result[o] ?? 0);
  return result;
}
