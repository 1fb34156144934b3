import type { Comparison, Difference } from '../contract/evaluate.ts';
import type { Rng } from '../shared/rng.ts';
import { comparableRuns } from './comparable-runs.ts';
import type { ComparedRun } from './compared-run.ts';
import { complexityOf } from './complexity.ts';
import { differenceInterval, pairedResamples } from './paired-bootstrap.ts';
import { type Contender, verdict } from './verdict.ts';

/** Chance that any of the differences of one comparison is called detectable although there is none. */
const familyError = 0.05;

/**
 * Ranks the models of several runs by average precision on test (macro over classes for more than two). Every
 * other comparable model is tested against the best by the paired stratified bootstrap (2,000 resamples, more
 * for many models, fewer above the work budget; the interval says how many). Intervals are at level
 * 1 - 0.05/m for m differences (Bonferroni), so that all of them hold together with 95 %, and a difference is
 * detectable when its interval excludes zero. Equal averages rank the simpler model first.
 * Runs on another test part are listed, not tested, and named in the warnings. No runs give an empty comparison.
 */
export function compareModels(options: {
  runs: readonly ComparedRun[];
  /** Runs scored so far on this test part. */
  testLooks: number;
  rng: Rng;
  resamples?: number;
}): Comparison {
  const { comparable, warnings } = comparableRuns(options.runs);
  const [reference] = comparable;
  const contenders = rankedContenders(comparable);
  const [best, ...others] = contenders;
  const differences = reference && best ? testAgainst(best, others, { ...options, reference }) : [];
  const simplest = best ? simplestSufficient(contenders, best) : null;
  const positiveIndex = reference?.positiveIndex ?? null;
  return {
    models: options.runs.flatMap((run) =>
      run.models.map((model) => ({
        ref: { run: run.run, learner: model.key },
        name: model.name,
        runName: run.runName,
        kind: model.kind,
        isBaseline: model.isBaseline,
        metrics: model.metrics,
        fitMs: model.fitMs,
        sizeBytes: model.sizeBytes,
      })),
    ),
    differences,
    best: best?.ref ?? null,
    simplestSufficient: simplest?.ref ?? null,
    prevalence: reference && positiveIndex !== null ? shareOf(reference.labels, positiveIndex) : null,
    positiveClass: positiveIndex === null ? null : (reference?.classNames[positiveIndex] ?? null),
    classNames: [...(reference?.classNames ?? [])],
    testRows: reference?.labels.length ?? 0,
    testLooks: options.testLooks,
    ...verdict({ runs: options.runs, comparable, contenders, differences, simplest }),
    warnings,
  };
}

/** Models with a defined average precision, best first; equal ones by complexity, then by place in the input. */
function rankedContenders(runs: readonly ComparedRun[]): Contender[] {
  const contenders: Contender[] = [];
  for (const run of runs) {
    for (const model of run.models) {
      const score = model.metrics.averagePrecision;
      if (score === null) continue;
      const ref = { run: run.run, learner: model.key };
      contenders.push({ ref, run, model, score, complexity: model.complexity ?? complexityOf(model.kind) });
    }
  }
  return contenders.sort((a, b) => b.score - a.score || a.complexity - b.complexity);
}

function testAgainst(
  best: Contender,
  others: readonly Contender[],
  options: { reference: ComparedRun; rng: Rng; resamples?: number },
): Difference[] {
  const { labels, classNames, positiveIndex } = options.reference;
  const count = others.length;
  if (count === 0) return [];
  const { values } = pairedResamples({
    labels,
    classCount: classNames.length,
    classes: positiveIndex === null ? [...classNames.keys()] : [positiveIndex],
    models: [best, ...others].map((contender) => contender.model.probabilities),
    resamples: options.resamples ?? Math.max(2000, 200 * count),
    rng: options.rng,
  });
  const [a = new Float64Array(), ...rest] = values;
  return others.map((other, index) => {
    const estimate = best.score - other.score;
    const b = rest[index] ?? new Float64Array();
    const interval = differenceInterval({ a, b, estimate, level: 1 - familyError / count });
    return {
      better: best.ref,
      other: other.ref,
      estimate,
      interval,
      isDetectable: interval.low > 0 || interval.high < 0,
    };
  });
}

/** The simplest model within one standard error of the best (Breiman et al. 1984, section 3.4.3). */
function simplestSufficient(contenders: readonly Contender[], best: Contender): Contender {
  const floor = best.score - (best.model.metrics.averagePrecisionError ?? 0);
  return contenders
    .filter((contender) => contender.score >= floor)
    .reduce((a, b) => (b.complexity < a.complexity ? b : a), best);
}

function shareOf(labels: ArrayLike<number>, classIndex: number): number | null {
  let count = 0;
  for (let i = 0; i < labels.length; i++) if (labels[i] === classIndex) count++;
  return labels.length === 0 ? null : count / labels.length;
}
