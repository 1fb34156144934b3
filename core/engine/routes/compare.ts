import type { RunId } from '../../contract/ids.ts';
import { compareModels } from '../../evaluate/compare-models.ts';
import type { ComparedRun } from '../../evaluate/compared-run.ts';
import { createRng } from '../../shared/rng.ts';
import { countLooks } from '../../store/looks.ts';
import type { EngineContext } from '../context.ts';
import { readRun, readTestPredictions } from '../read-run.ts';
import { base } from './base.ts';

export const compareRoutes = {
  runs: base.compare.runs.handler(async ({ context, input }) => {
    const runs = await Promise.all([...new Set(input.runs)].map((id) => comparedRun(context, id)));
    const testLooks = Math.max(...runs.map(({ digest }) => countLooks(context.project, digest)));
    return compareModels({ runs, testLooks, rng: createRng(runs[0]?.seed ?? 0).derive('compare') });
  }),
};

async function comparedRun(context: EngineContext, id: RunId): Promise<ComparedRun & { seed: number }> {
  const run = await readRun(context, id);
  const predictions = await readTestPredictions(context, run);
  const { classNames, positiveIndex, split, models } = run.metrics;
  return {
    run: id,
    runName: run.spec.name,
    seed: run.spec.seed,
    version: run.spec.data.version,
    target: run.spec.target,
    digest: split.digest,
    classNames,
    positiveIndex,
    labels: [...predictions.values()][0]?.labels ?? [],
    models: models.map(({ key, kind, name, isBaseline, test, sizeBytes }, i) => ({
      key,
      kind,
      name,
      hasOwnName: run.spec.learners[i]?.name !== undefined,
      isBaseline,
      metrics: test,
      fitMs: run.environment.fitMs[key] ?? null,
      sizeBytes,
      probabilities: predictions.get(key)?.probabilities ?? [],
    })),
  };
}
