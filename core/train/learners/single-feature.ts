import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { throwIfCancelled } from '../../errors.ts';
import type { FeatureGroup } from '../../recipe/layout.ts';
import type { Rng } from '../../shared/rng.ts';
import { averagePrecisionOf } from '../average-precision.ts';
import type { TrainingData } from '../data.ts';
import { multiply } from '../linear/design.ts';
import { logisticLoss } from '../linear/logistic-loss.ts';
import { minimise } from '../linear/newton.ts';
import { arrayOf, type SavedModel } from '../model-file.ts';
import { outputCount, toProbabilities } from '../probabilities.ts';
import { type CellRule, cellsOf, smoothedRates, tenthsOf } from './cells.ts';
import type { FitOptions, Fitted, RowsToScore, Scorer } from './learner.ts';
import { codesOf } from './logistic-regression.ts';

const cellRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('bins'), edges: z.array(z.number()), hasIndicator: z.boolean() }),
  z.strictObject({ kind: z.literal('levels'), count: z.int().min(0) }),
]);
const parameters = z.strictObject({
  column: z.string(),
  start: z.int().min(0),
  end: z.int().min(1),
  form: z.union([z.strictObject({ kind: z.literal('logistic') }), cellRule]),
  score: z.number(),
});

type Form = 'logistic' | 'bins' | 'levels';
type FittedForm = z.infer<typeof parameters>['form'];

/** Rows to fit on, and others to try the fit out on. */
interface Trial {
  readonly fit: Uint32Array;
  readonly score: Uint32Array;
}

/** A validation part of this many rows is enough to choose the column by; below, folds are used. */
export const enoughValidationRows = 5000;

/**
 * The best model that looks at one column only. Numbers are tried as logistic regression (L2 1) and as smoothed class
 * rates in tenths of the training values; categories as smoothed class rates per level; booleans and times as
 * logistic regression on all their features. The choice maximises average precision (for more than two classes:
 * minimises log loss) over five folds of the training and validation rows together, or, where the validation part is
 * large, on that alone; ties take the earlier column. The chosen form is then fitted on the training part.
 */
export async function fitSingleFeature(options: FitOptions<'single-feature'>): Promise<Fitted> {
  const { data, rng, signal } = options;
  const trials = planTrials(data, rng);
  let best: { group: FeatureGroup; form: Form; score: number } | null = null;
  for (const group of data.groups) {
    for (const form of formsFor(group)) {
      throwIfCancelled(signal);
      const score = await tryOut({ group, form, data, trials, signal });
      if (!best || score > best.score) best = { group, form, score };
    }
    await setImmediate();
  }
  if (!best) throw new Error('No feature to choose from');
  const { group, form, score } = best;
  const fitted = await fitForm({ group, form, data, rows: data.train, signal });
  const width = form === 'logistic' ? outputCount(data.classNames.length) : data.classNames.length;
  return {
    parameters: { column: group.column, start: group.start, end: group.end, form: fitted.form, score },
    arrays: [{ name: 'values', shape: [fitted.values.length / width, width], values: fitted.values }],
    history: [],
    summary: group.column,
    backend: 'js',
  };
}

/** Scores with a saved single-feature model. */
export function singleFeatureScorer(model: SavedModel): Scorer {
  const { start, end, form } = parameters.parse(model.header.parameters);
  const values = Float64Array.from(arrayOf(model, 'values').values);
  return (input) =>
    scoreForm({ start, end, form, values, classCount: model.header.classNames.length }, input);
}

function planTrials(data: TrainingData, rng: Rng): Trial[] {
  if (data.validation.length >= enoughValidationRows) return [{ fit: data.train, score: data.validation }];
  const rows = joined(data.train, data.validation);
  const shuffled = rng.permutation(rows.length).map((i) => rows[i] ?? 0);
  return [0, 1, 2, 3, 4].map((fold) => ({
    fit: shuffled.filter((_, i) => i % 5 !== fold),
    score: shuffled.filter((_, i) => i % 5 === fold),
  }));
}

function formsFor(group: FeatureGroup): Form[] {
  if (group.kind === 'category') return ['levels'];
  return group.kind === 'number' ? ['logistic', 'bins'] : ['logistic'];
}

/** Higher is better. Predictions of all trials are judged together. */
async function tryOut(options: {
  group: FeatureGroup;
  form: Form;
  data: TrainingData;
  trials: readonly Trial[];
  signal?: AbortSignal;
}): Promise<number> {
  const { group, form, data, trials, signal } = options;
  const classCount = data.classNames.length;
  const size = trials.reduce((sum, { score }) => sum + score.length, 0);
  const probabilities = new Float64Array(size * classCount);
  const codes = new Int32Array(size);
  let done = 0;
  for (const trial of trials) {
    const model = await fitForm({ group, form, data, rows: trial.fit, signal });
    const input = { x: data.x, columnCount: data.columnCount, rows: trial.score };
    probabilities.set(scoreForm({ ...group, ...model, classCount }, input), done * classCount);
    codes.set(codesOf(data, trial.score), done);
    done += trial.score.length;
  }
  if (classCount === 2) {
    const scores = probabilities.filter((_, i) => i % 2 === 1);
    return averagePrecisionOf(scores, (i) => codes[i] === 1);
  }
  return codes.reduce((sum, code, i) => sum + Math.log(probabilities[i * classCount + code] ?? 0), 0) / size;
}

async function fitForm(options: {
  group: FeatureGroup;
  form: Form;
  data: TrainingData;
  rows: Uint32Array;
  signal?: AbortSignal;
}): Promise<{ form: FittedForm; values: Float64Array }> {
  const { group, form, data, rows, signal } = options;
  const { start, end } = group;
  const input = { x: data.x, columnCount: data.columnCount, rows };
  if (form !== 'logistic') {
    const rule: CellRule =
      form === 'levels'
        ? { kind: 'levels', count: end - start }
        : { kind: 'bins', edges: tenthsOf(input, start), hasIndicator: end - start === 2 };
    return { form: rule, values: smoothedRates({ rule, start, data, rows }) };
  }
  const outputs = outputCount(data.classNames.length);
  const { weights } = await minimise({
    objective: logisticLoss({ design: { ...input, start, end }, codes: codesOf(data, rows), outputs, l2: 1 }),
    start: new Float64Array((end - start + 1) * outputs),
    maxSteps: 100,
    tolerance: 1e-6,
    signal,
  });
  return { form: { kind: 'logistic' }, values: weights };
}

function scoreForm(
  model: { start: number; end: number; form: FittedForm; values: Float64Array; classCount: number },
  input: RowsToScore,
): Float64Array {
  const { start, end, form, values, classCount } = model;
  if (form.kind === 'logistic') {
    const outputs = outputCount(classCount);
    return toProbabilities({ values: multiply({ ...input, start, end }, values, outputs), outputs });
  }
  const result = new Float64Array(input.rows.length * classCount);
  for (const [i, cell] of cellsOf(form, start, input).entries()) {
    result.set(values.subarray(cell * classCount, (cell + 1) * classCount), i * classCount);
  }
  return result;
}

function joined(a: Uint32Array, b: Uint32Array): Uint32Array {
  const both = new Uint32Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
