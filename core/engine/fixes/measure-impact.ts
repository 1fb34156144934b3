import { applyFix } from '../../contract/apply-fix.ts';
import type { ExperimentSpec } from '../../contract/experiment.ts';
import type { Fix } from '../../contract/fix.ts';
import type { FixImpact } from '../../contract/fix-effect.ts';
import { CoreError, throwIfCancelled } from '../../errors.ts';
import type { averagePrecisionDifference } from '../../evaluate/average-precision-difference.ts';
import { applyRecipe } from '../../recipe/apply.ts';
import { fitRecipe } from '../../recipe/fit.ts';
import type { Sql } from '../../shared/sql.ts';
import type { Table } from '../../shared/table.ts';
import type { Labels } from '../../split/labels.ts';
import { PART } from '../../split/plan.ts';
import { type TrainAnswer, unwrapAnswer } from '../../train/answer.ts';
import { makeTrainingData } from '../../train/data.ts';
import type { JobContext } from '../jobs.ts';
import { prepareSplit } from '../prepare-run.ts';
import type { WorkerPool } from '../worker-pool.ts';

interface ImpactOptions extends JobContext {
  readonly sql: Sql;
  readonly table: Table;
  readonly spec: ExperimentSpec;
  readonly fix: Fix;
  readonly salt: string;
  readonly pool: WorkerPool;
}

/**
 * Trains the linear baseline with and without the fix and compares average precision on the validation rows that both
 * have. Both use the split of the experiment without the fix, less the rows that the fix leaves out; the test part is
 * neither read nor scored. The same arguments give the same result.
 * Throws RUNS_NOT_COMPARABLE when the fix changes the classes of the target, and what splitting and training throw.
 */
export async function measureImpact(options: ImpactOptions): Promise<FixImpact> {
  const { spec, fix, signal, report } = options;
  const fixed = { ...spec, recipe: applyFix(spec.recipe, fix) };
  const step = (message: string, done: number) => report({ kind: 'progress', message, done, total: 4 });

  step('splitting', 0);
  const before = await prepareSplit(options);
  const after = await prepareSplit({ ...options, spec: fixed });
  const { classNames, positiveIndex } = before.labels;
  if (!isComparable(before.labels, after.labels)) throw otherClasses(spec.target.column);
  const partsBefore = sealed(before.plan.parts);
  const partsAfter = partsBefore.map((part, row) =>
    after.left[row] || (after.labels.codes[row] ?? -1) < 0 ? PART.excluded : part,
  );

  step('training without the fix', 1);
  const without = await trainBaseline({ ...options, labels: before.labels, parts: partsBefore });
  step('training with the fix', 2);
  const trained = { ...options, spec: fixed, labels: after.labels, parts: partsAfter };
  const withFix = await trainBaseline(trained);

  step('comparing', 3);
  throwIfCancelled(signal);
  const rows = withFix.rows;
  const place = new Map(Array.from(without.rows, (row, i) => [row, i]));
  const compared = (await options.pool.run(
    'difference',
    {
      labels: Int32Array.from(rows, (row) => after.labels.codes[row] ?? -1),
      classCount: classNames.length,
      positiveIndex,
      a: without.probabilities.map((all) =>
        Float64Array.from(rows, (row) => all[place.get(row) ?? -1] ?? NaN),
      ),
      b: withFix.probabilities,
      seed: spec.seed,
    },
    { signal },
  )) as ReturnType<typeof averagePrecisionDifference>;
  const { estimate, interval } = compared;
  return {
    fix,
    part: 'validation',
    rows: rows.length,
    positiveClass: positiveIndex === null ? null : (classNames[positiveIndex] ?? null),
    without: { averagePrecision: compared.a, features: without.features, trainRows: without.trainRows },
    with: { averagePrecision: compared.b, features: withFix.features, trainRows: withFix.trainRows },
    estimate,
    interval,
    isDetectable: interval !== null && (interval.low > 0 || interval.high < 0),
  };
}

/** One class against the rest may lose a class of the rest; otherwise the classes must be the same. */
function isComparable(a: Labels, b: Labels): boolean {
  if (a.positiveIndex !== b.positiveIndex) return false;
  const compared = (labels: Labels) =>
    labels.positiveIndex === null ? labels.classNames : [labels.classNames[labels.positiveIndex]];
  return JSON.stringify(compared(a)) === JSON.stringify(compared(b));
}

/** Without the test rows, so that nothing can look at them. */
function sealed(parts: Uint8Array): Uint8Array {
  return parts.map((part) => (part === PART.test ? PART.excluded : part));
}

async function trainBaseline(options: ImpactOptions & { labels: Labels; parts: Uint8Array }): Promise<{
  probabilities: Float64Array[];
  /** 0-based validation rows. */
  rows: Uint32Array;
  features: number;
  trainRows: number;
}> {
  const { sql, table, spec, labels, parts, salt, pool, signal } = options;
  const target = spec.target.column;
  const fitted = await fitRecipe({ sql, table, target, recipe: spec.recipe, parts, salt, signal });
  const matrix = await applyRecipe({ sql, table, fitted, salt, signal });
  const data = makeTrainingData({ matrix, ...labels, parts });
  const learner = { kind: 'logistic-regression', l2: 1, maxIterations: 200 };
  const task = { learner, key: 'logistic-regression', data, seed: spec.seed };
  const { answer } = (await pool.run('train', task, { signal })) as { answer: TrainAnswer };
  const { validationProbabilities } = unwrapAnswer(answer);
  const classCount = labels.classNames.length;
  return {
    probabilities: labels.classNames.map((_, c) =>
      Float64Array.from(data.validation, (_row, i) => validationProbabilities[i * classCount + c] ?? NaN),
    ),
    rows: data.validation,
    features: matrix.columnCount,
    trainRows: data.train.length,
  };
}

function otherClasses(column: string): CoreError {
  return new CoreError(
    'RUNS_NOT_COMPARABLE',
    `The fix changes the classes of the target "${column}", so scores with and without it do not measure the same; ` +
      'run both experiments and look at each.',
    { details: { column } },
  );
}
