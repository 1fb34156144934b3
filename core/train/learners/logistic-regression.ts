import type { TrainingData } from '../data.ts';
import { multiply } from '../linear/design.ts';
import { logisticLoss } from '../linear/logistic-loss.ts';
import { minimise } from '../linear/newton.ts';
import { arrayOf, type SavedModel } from '../model-file.ts';
import { logLossSum, outputCount, toProbabilities } from '../probabilities.ts';
import type { Epoch, FitOptions, Fitted, Scorer } from './learner.ts';

/**
 * Logistic regression with an L2 penalty on the weights, multinomial for more than two classes. Deterministic and
 * without randomness. One line of history per Newton step; array "weights" is (features + 1) x outputs, the
 * intercept last, for one output (log-odds of the second class) or one per class.
 */
export async function fitLogisticRegression(options: FitOptions<'logistic-regression'>): Promise<Fitted> {
  const { spec, data, signal, onEpoch } = options;
  const outputs = outputCount(data.classNames.length);
  const history: Epoch[] = [];
  const whole = { x: data.x, columnCount: data.columnCount, start: 0, end: data.columnCount };
  const codes = { train: codesOf(data, data.train), validation: codesOf(data, data.validation) };
  const lossOn = (part: 'train' | 'validation', weights: Float64Array) =>
    logLossSum({ values: multiply({ ...whole, rows: data[part] }, weights, outputs), outputs }, codes[part]) /
    Math.max(1, data[part].length);
  const minimum = await minimise({
    objective: logisticLoss({
      design: { ...whole, rows: data.train },
      codes: codes.train,
      outputs,
      l2: spec.l2,
    }),
    start: new Float64Array((data.columnCount + 1) * outputs),
    maxSteps: spec.maxIterations,
    signal,
    onStep: (epoch, weights) => {
      const line = {
        epoch,
        trainLoss: lossOn('train', weights),
        validationLoss: lossOn('validation', weights),
      };
      history.push(line);
      onEpoch(line, spec.maxIterations);
    },
  });
  const end = minimum.isConverged ? '' : ', not converged';
  return {
    parameters: {
      l2: spec.l2,
      steps: minimum.steps,
      gradientNorm: minimum.gradientNorm,
      isConverged: minimum.isConverged,
    },
    arrays: [{ name: 'weights', shape: [data.columnCount + 1, outputs], values: minimum.weights }],
    history,
    summary: `L2 ${spec.l2}, ${minimum.steps} ${minimum.steps === 1 ? 'step' : 'steps'}${end}`,
    backend: 'js',
  };
}

/** Scores with a saved logistic regression. */
export function logisticRegressionScorer(model: SavedModel): Scorer {
  const { values } = arrayOf(model, 'weights');
  const weights = Float64Array.from(values);
  const outputs = outputCount(model.header.classNames.length);
  return ({ x, columnCount, rows }) => {
    const scores = multiply({ x, columnCount, start: 0, end: columnCount, rows }, weights, outputs);
    return toProbabilities({ values: scores, outputs });
  };
}

/** Classes of these rows, in their order. */
export function codesOf(data: Pick<TrainingData, 'codes'>, rows: Uint32Array): Int32Array {
  return Int32Array.from(rows, (row) => data.codes[row] ?? 0);
}
