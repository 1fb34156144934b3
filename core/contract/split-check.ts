import { z } from 'zod';
import { experimentSpec } from './experiment.ts';
import { datasetVersionId } from './ids.ts';
import { detectorOutcome, issue } from './profile.ts';

/** The parts that are checked: those that this target, split, recipe and seed lead to. */
export const splitCheckRequest = experimentSpec
  .pick({ target: true, split: true, recipe: true, seed: true, thresholds: true })
  .extend({ version: datasetVersionId });
export type SplitCheckRequest = z.infer<typeof splitCheckRequest>;

export const splitChecks = z.strictObject({
  /** Ranked by likely harm to the evaluation, worst first. */
  issues: z.array(issue),
  outcomes: z.array(detectorOutcome),
});
export type SplitChecks = z.infer<typeof splitChecks>;
