import type { ExperimentSpec, LearnerSpec } from '../contract/experiment.ts';
import type { WorkEvent } from '../contract/job.ts';
import type { RunModel } from '../contract/run.ts';
import { invariant } from '../errors.ts';
import type { evaluateParts } from '../evaluate/evaluate-parts.ts';
import type { ScoredPart } from '../evaluate/scored-part.ts';
import { type TrainAnswer, unwrapAnswer } from '../train/answer.ts';
import { isBaseline, learnerKeys, learnerName } from '../train/kinds.ts';
import type { ModelFile } from '../train/model-file.ts';
import type { PreparedRun } from './prepare-run.ts';
import type { WorkerPool } from './worker-pool.ts';

/** A fitted learner with what it says of the validation and test rows, and its metrics. */
export interface FittedModel {
  readonly model: RunModel;
  readonly files: readonly ModelFile[];
  readonly validation: ScoredPart;
  readonly test: ScoredPart;
  readonly fitMs: number;
}

interface FitOptions {
  readonly spec: ExperimentSpec;
  readonly prepared: PreparedRun;
  readonly pool: WorkerPool;
  readonly signal: AbortSignal;
  report(event: WorkEvent): void;
}

/** Fits and scores all learners of the experiment, as many at a time as there are threads; the order is the spec's. */
export async function fitModels(options: FitOptions): Promise<FittedModel[]> {
  const { spec, pool, report } = options;
  const keys = learnerKeys(spec.learners);
  const waiting = spec.learners.map((learner, i) => ({ learner, key: keys[i] ?? learner.kind, place: i }));
  const fitted: FittedModel[] = [];
  let finished = 0;
  for (const { learner, key } of waiting) report(stateOf({ learner, key }, 'waiting'));

  async function work(): Promise<void> {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      fitted[next.place] = await fitModel({ ...options, ...next });
      finished++;
      const total = spec.learners.length;
      report({ kind: 'progress', message: `${finished} of ${total} models fitted`, done: finished, total });
    }
  }
  await Promise.all(Array.from({ length: Math.min(pool.threads, waiting.length) }, work));
  return fitted;
}

async function fitModel(options: FitOptions & { learner: LearnerSpec; key: string }): Promise<FittedModel> {
  const { learner, key, spec, prepared, pool, signal, report } = options;
  report(stateOf(options, 'fitting'));
  const task = { learner, key, data: prepared.data, seed: spec.seed };
  const { answer, fitMs } = (await pool.run('train', task, { signal, onEvent: report })) as {
    answer: TrainAnswer;
    fitMs: number;
  };
  const trained = unwrapAnswer(answer);
  const validation = scored(prepared, prepared.validationRows, trained.validationProbabilities);
  const test = scored(prepared, prepared.testRows, trained.testProbabilities);
  const { classNames, positiveIndex } = prepared.labels;
  const metrics = (await pool.run(
    'evaluate',
    {
      key,
      validation,
      test,
      classNames,
      positiveIndex,
      objective: spec.threshold.objective,
      seed: spec.seed,
    },
    { signal },
  )) as ReturnType<typeof evaluateParts>;
  const { summary, backend, sizeBytes, history } = trained;
  report({
    ...stateOf(options, 'done'),
    averagePrecision: metrics.validation.averagePrecision,
    summary,
    elapsedMs: fitMs,
  });
  const facts = { key, kind: learner.kind, name: learnerName(learner), isBaseline: isBaseline(learner.kind) };
  return {
    model: { ...facts, summary, backend, sizeBytes, history: [...history], ...metrics },
    files: trained.files,
    validation,
    test,
    fitMs,
  };
}

/** Labels of these rows beside the probabilities (rows x classes, row-major), parted into one array a class. */
function scored(prepared: PreparedRun, rows: Uint32Array, probabilities: Float64Array): ScoredPart {
  const { codes, classNames } = prepared.labels;
  const classCount = classNames.length;
  invariant(probabilities.length === rows.length * classCount, 'a probability for every row and class');
  return {
    labels: Int32Array.from(rows, (row) => codes[row] ?? -1),
    probabilities: classNames.map((_, c) =>
      Float64Array.from(rows, (_, i) => probabilities[i * classCount + c] ?? NaN),
    ),
  };
}

function stateOf(
  { learner, key }: { learner: LearnerSpec; key: string },
  status: 'waiting' | 'fitting' | 'done',
): Extract<WorkEvent, { kind: 'learner' }> {
  return {
    kind: 'learner',
    learner: key,
    name: learnerName(learner),
    isBaseline: isBaseline(learner.kind),
    status,
    averagePrecision: null,
    summary: '',
    elapsedMs: null,
  };
}
