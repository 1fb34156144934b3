import { CoreError } from '../../errors.ts';
import { curveOf } from '../../evaluate/curve.ts';
import { precisionBand } from '../../evaluate/precision-band.ts';
import { binaryLabels } from '../../evaluate/scored-part.ts';
import { createRng } from '../../shared/rng.ts';
import { listRuns, removeRun } from '../../store/runs.ts';
import { getVersion } from '../../store/versions.ts';
import { readModelPredictions, readRun } from '../read-run.ts';
import { runExperiment } from '../run-experiment.ts';
import { base } from './base.ts';

export const runRoutes = {
  start: base.run.start.handler(({ context, input }) => {
    getVersion(context.project, input.spec.data.version);
    const title = `Run ${input.spec.name}`;
    return {
      job: context.jobs.start({ kind: 'run', title }, (job) => runExperiment(context, input.spec, job)),
    };
  }),
  list: base.run.list.handler(({ context }) => listRuns(context.project)),
  get: base.run.get.handler(({ context, input }) => readRun(context, input.run)),
  curve: base.run.curve.handler(async ({ context, input }) => {
    const run = await readRun(context, input.run);
    const part = await readModelPredictions(context, { run, learner: input.learner });
    const classIndex = input.classIndex ?? run.metrics.positiveIndex ?? 0;
    const scores = part.probabilities[classIndex];
    if (!scores) {
      throw new CoreError(
        'INPUT_INVALID',
        `There is no class ${classIndex}; the run has ${run.metrics.classNames.length}.`,
      );
    }
    const labels = binaryLabels(part.labels, classIndex);
    const rng = createRng(run.spec.seed).derive(`band:${input.learner}:${classIndex}`);
    return { curve: curveOf(scores, labels), band: precisionBand({ scores, labels, rng }) };
  }),
  remove: base.run.remove.handler(({ context, input }) => {
    removeRun(context.project, input.run);
    return {};
  }),
};
