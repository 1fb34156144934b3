import type { ExperimentSpec } from '../contract/experiment.ts';
import type { RunMetrics } from '../contract/run.ts';
import { CoreError } from '../errors.ts';
import { evaluateParts } from '../evaluate/evaluate-parts.ts';
import type { ScoredPart } from '../evaluate/scored-part.ts';
import type { BundleReaders } from './verify-bundle.ts';

/** Relative to max(1, |value|): logarithms may differ in the last digit between builds of the runtime. */
const tolerance = 1e-9;

/**
 * Computes the metrics again from the stored predictions and compares every number with `metrics.json`.
 * Answers a sentence; throws BUNDLE_CORRUPT naming the first figure that does not follow.
 */
export async function checkMetrics(options: {
  metrics: RunMetrics;
  spec: ExperimentSpec;
  predictionsPath: string;
  readers: BundleReaders;
}): Promise<string> {
  const { metrics, spec, readers } = options;
  const { classNames, positiveIndex, split, models } = metrics;
  const predictions = await readers.readPredictions(options.predictionsPath, { classNames });
  const keys = models.map((model) => model.key);
  if (keys.toSorted().join('\n') !== [...predictions.keys()].sort().join('\n')) {
    throw corrupt(
      `metrics.json has the models ${keys.join(', ')}, the predictions ${[...predictions.keys()].join(', ')}`,
    );
  }
  const evaluate = readers.evaluate ?? evaluateParts;
  for (const model of models) {
    const parts = predictions.get(model.key);
    if (!parts) continue;
    checkCounts({
      part: parts.validation,
      expected: split.validation.classes,
      what: `${model.key}, validation`,
    });
    checkCounts({ part: parts.test, expected: split.test.classes, what: `${model.key}, test` });
    const shared = { key: model.key, classNames, positiveIndex, seed: spec.seed };
    const again = await evaluate({ ...shared, ...parts, objective: spec.threshold.objective });
    const recorded = { validation: model.validation, test: model.test };
    const place = disagreement(recorded, again, '');
    if (place) throw corrupt(`${model.key}: ${place} does not follow from the predictions`);
  }
  const agreed = `every figure of ${models.length} models follows from the predictions, within ${tolerance}`;
  return `${split.test.rows} test rows: ${agreed}.`;
}

function checkCounts(options: { part: ScoredPart; expected: readonly number[]; what: string }): void {
  const counts = options.expected.map(() => 0);
  for (let i = 0; i < options.part.labels.length; i++) {
    const label = options.part.labels[i] ?? -1;
    counts[label] = (counts[label] ?? 0) + 1;
  }
  if (counts.join() === options.expected.join()) return;
  throw corrupt(
    `${options.what}: the predictions have ${counts.join(', ')} rows per class, the split ${options.expected.join(', ')}`,
  );
}

/** Where two JSON values differ, as a path; null when they agree. */
function disagreement(a: unknown, b: unknown, path: string): string | null {
  if (typeof a === 'number' && typeof b === 'number') {
    return Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(b)) ? null : path;
  }
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null)
    return a === b ? null : path;
  const left = new Map(Object.entries(a));
  const right = new Map(Object.entries(b));
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    const found = disagreement(left.get(key), right.get(key), path ? `${path}.${key}` : key);
    if (found) return found;
  }
  return null;
}

function corrupt(what: string): CoreError {
  return new CoreError('BUNDLE_CORRUPT', `${what}.`);
}
