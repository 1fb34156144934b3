import { z } from 'zod';
import { metrics } from './evaluate.ts';
import { experimentSpec, splitSummary } from './experiment.ts';
import { datasetVersionId, runId } from './ids.ts';

/** One fitted learner of a run. `key` is unique within the run, e.g. "mlp" or "mlp-2". */
export const runModel = z.strictObject({
  key: z.string(),
  kind: z.string(),
  name: z.string(),
  isBaseline: z.boolean(),
  /** What the model is, in a few words: "poutcome", "L2 1, 14 steps", "64-32, best epoch 8 of 18". */
  summary: z.string(),
  backend: z.string(),
  sizeBytes: z.int(),
  validation: metrics,
  test: metrics,
  history: z.array(z.strictObject({ epoch: z.int(), trainLoss: z.number(), validationLoss: z.number() })),
});
export type RunModel = z.infer<typeof runModel>;

/** `metrics.json`: everything measured, nothing that depends on the clock. Same spec, same bytes. */
export const runMetrics = z.strictObject({
  classNames: z.array(z.string()),
  positiveIndex: z.int().nullable(),
  featureNames: z.array(z.string()),
  split: splitSummary,
  models: z.array(runModel),
});
export type RunMetrics = z.infer<typeof runMetrics>;

/** `env.json`: what the run was made with. */
export const runEnvironment = z.strictObject({
  engineVersion: z.string(),
  node: z.string(),
  platform: z.string(),
  arch: z.string(),
  libraries: z.record(z.string(), z.string()),
  /** ISO 8601, UTC. */
  startedAt: z.string(),
  elapsedMs: z.number(),
  /** Learner key to fitting time. */
  fitMs: z.record(z.string(), z.number()),
});
export type RunEnvironment = z.infer<typeof runEnvironment>;

export const runSummary = z.strictObject({
  id: runId,
  name: z.string(),
  version: datasetVersionId,
  datasetName: z.string(),
  target: z.string(),
  createdAt: z.string(),
  elapsedMs: z.number(),
  origin: z.enum(['local', 'imported']),
  bestModel: z.string().nullable(),
  bestAveragePrecision: z.number().nullable(),
});
export type RunSummary = z.infer<typeof runSummary>;

export const run = z.strictObject({
  id: runId,
  origin: z.enum(['local', 'imported']),
  datasetName: z.string(),
  spec: experimentSpec,
  metrics: runMetrics,
  environment: runEnvironment,
});
export type Run = z.infer<typeof run>;
