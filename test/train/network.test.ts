import { expect, test } from 'vitest';
import { createRng } from '../../core/shared/rng.ts';
import { loadTfjs } from '../../core/train/backends/wasm.ts';
import { createAdam } from '../../core/train/network/adam.ts';
import { copyNetwork, createNetwork, networkScores } from '../../core/train/network/network.ts';
import { backward, forward } from '../../core/train/network/passes.ts';

const rows = Uint32Array.of(0, 1, 2, 3, 4);

function example() {
  const rng = createRng(3);
  const network = createNetwork({
    inputs: 4,
    hidden: [6, 5],
    outputBiases: Float32Array.of(0.2, -0.1, 0.4),
    rng,
  });
  const batch = { x: Float32Array.from({ length: 20 }, () => rng.normal()), rowCount: 5 };
  return { network, batch, rng };
}

test('the wasm backend and the plain scores agree to single precision', async () => {
  const tf = await loadTfjs();
  expect(tf.getBackend()).toBe('wasm');
  const { network, batch } = example();
  const fast = forward(tf, network, batch);
  const plain = networkScores(network, { x: batch.x, columnCount: 4, rows });
  // Sums of at most 6 products of numbers near 1 in single precision.
  for (const [i, value] of plain.entries()) expect(Math.abs(value - (fast[i] ?? 0))).toBeLessThan(1e-5);
});

test('gradients are the slopes of the loss, with and without dropout masks', async () => {
  const tf = await loadTfjs();
  const { network, batch, rng } = example();
  const targets = Float64Array.from({ length: 15 }, () => rng.normal());
  const someMasks = [6, 5].map((width) =>
    Float32Array.from({ length: 5 * width }, () => (rng.next() < 0.3 ? 0 : 2)),
  );
  for (const masks of [[], someMasks]) {
    // Loss: half the squared distance to the targets, so that its derivative is the distance.
    const gradients = backward(tf, {
      network,
      batch,
      masks,
      scoreGradients: (scores) => Float32Array.from(scores, (s, i) => s - (targets[i] ?? 0)),
    });
    const lossOf = (changed: typeof network) => {
      const scores = maskedScores(changed, batch.x, masks);
      return scores.reduce((sum, s, i) => sum + (s - (targets[i] ?? 0)) ** 2 / 2, 0);
    };
    for (const [l, layer] of network.entries()) {
      for (const part of ['weights', 'biases'] as const) {
        for (let i = 0; i < layer[part].length; i++) {
          const moved = (by: number) => {
            const copy = copyNetwork(network);
            const values = copy[l]?.[part] ?? new Float32Array();
            values[i] = (values[i] ?? 0) + by;
            return { loss: lossOf(copy), at: values[i] ?? 0 };
          };
          const [up, down] = [moved(1 / 256), moved(-1 / 256)];
          const slope = (up.loss - down.loss) / (up.at - down.at);
          const given = gradients[2 * l + (part === 'weights' ? 0 : 1)]?.[i] ?? Number.NaN;
          // A step of 1/256 may cross a kink of the ReLU; the loss is quadratic otherwise.
          expect(Math.abs(slope - given)).toBeLessThan(0.02 * Math.max(1, Math.abs(slope)));
        }
      }
    }
  }
});

test('passes leave no tensors behind', async () => {
  const tf = await loadTfjs();
  const { network, batch } = example();
  const before = tf.memory().numTensors;
  for (let i = 0; i < 3; i++) {
    forward(tf, network, batch);
    backward(tf, { network, batch, masks: [], scoreGradients: (scores) => Float32Array.from(scores) });
  }
  expect(tf.memory().numTensors).toBe(before);
});

test('the first step of Adam moves every weight by the learning rate against its gradient', () => {
  // Kingma and Ba 2015, section 2.1: after bias correction the first step is rate * sign(gradient).
  const weights = Float32Array.of(1, 1, 1);
  createAdam([weights], 0.01).step([[5, -0.003, 0]]);
  expect([...weights].map((w) => Number(w.toFixed(5)))).toEqual([0.99, 1.01, 1]);
});

test('Adam finds the bottom of a parabola', () => {
  const weights = Float32Array.of(4, -3);
  const adam = createAdam([weights], 0.05);
  for (let i = 0; i < 2000; i++) adam.step([[2 * ((weights[0] ?? 0) - 1), 20 * ((weights[1] ?? 0) - 2)]]);
  expect(weights[0]).toBeCloseTo(1, 3);
  expect(weights[1]).toBeCloseTo(2, 3);
});

function maskedScores(
  network: ReturnType<typeof copyNetwork>,
  x: Float32Array,
  masks: readonly Float32Array[],
) {
  let values = Float64Array.from(x);
  for (const [l, layer] of network.entries()) {
    const next = new Float64Array(5 * layer.outputs);
    for (let r = 0; r < 5; r++) {
      for (let o = 0; o < layer.outputs; o++) {
        let z = layer.biases[o] ?? 0;
        for (let i = 0; i < layer.inputs; i++) {
          z += (values[r * layer.inputs + i] ?? 0) * (layer.weights[i * layer.outputs + o] ?? 0);
        }
        const hidden = l < network.length - 1 ? Math.max(0, z) : z;
        next[r * layer.outputs + o] = hidden * (masks[l]?.[r * layer.outputs + o] ?? 1);
      }
    }
    values = next;
  }
  return values;
}
