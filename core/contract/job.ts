import { z } from 'zod';
import { verifyReport } from './bundle.ts';
import { fixImpact } from './fix-effect.ts';
import { datasetVersionId, jobId, runId } from './ids.ts';
import { columnStatistics, issue } from './profile.ts';
import { versionDiffRequest } from './version.ts';

export const jobKind = z.enum([
  'load',
  'profile',
  'check',
  'run',
  'export',
  'verify',
  'import',
  'impact',
  'relate',
  'join',
  'diff',
  'split-check',
]);
export type JobKind = z.infer<typeof jobKind>;

/** What a finished job made. */
export const jobResult = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('version'), version: datasetVersionId }),
  z.strictObject({ kind: z.literal('profile'), version: datasetVersionId }),
  z.strictObject({ kind: z.literal('check'), version: datasetVersionId, holds: z.boolean() }),
  z.strictObject({ kind: z.literal('run'), run: runId, wasCached: z.boolean() }),
  z.strictObject({ kind: z.literal('bundle'), path: z.string() }),
  z.strictObject({ kind: z.literal('report'), report: verifyReport }),
  z.strictObject({ kind: z.literal('impact'), impact: fixImpact }),
  z.strictObject({ kind: z.literal('relations'), versions: z.array(datasetVersionId) }),
  z.strictObject({ kind: z.literal('diff') }).extend(versionDiffRequest.shape),
  z.strictObject({ kind: z.literal('split-check'), version: datasetVersionId }),
]);
export type JobResult = z.infer<typeof jobResult>;

export const jobError = z.strictObject({ code: z.string(), message: z.string() });
export type JobError = z.infer<typeof jobError>;

export const job = z.strictObject({
  id: jobId,
  kind: jobKind,
  title: z.string(),
  status: z.enum(['running', 'done', 'failed', 'cancelled', 'interrupted']),
  /** 0 to 1, null while it cannot be told. */
  progress: z.number().nullable(),
  message: z.string(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  error: jobError.nullable(),
  result: jobResult.nullable(),
});
export type Job = z.infer<typeof job>;

/** What a stage reports while it works. `done` of `total`, in `unit`s. */
export const progressEvent = z.strictObject({
  kind: z.literal('progress'),
  message: z.string(),
  done: z.number(),
  total: z.number().nullable(),
});

export const learnerEvent = z.strictObject({
  kind: z.literal('learner'),
  learner: z.string(),
  name: z.string(),
  isBaseline: z.boolean(),
  status: z.enum(['waiting', 'fitting', 'done', 'failed']),
  averagePrecision: z.number().nullable(),
  summary: z.string(),
  elapsedMs: z.number().nullable(),
});

export const epochEvent = z.strictObject({
  kind: z.literal('epoch'),
  learner: z.string(),
  epoch: z.int(),
  maxEpochs: z.int(),
  trainLoss: z.number(),
  validationLoss: z.number(),
});

/**
 * What a profile has found since the last such event. Issues of one severity stand in the order of their parts'
 * `place`, 0 for the most harmful, and within a part in the order given: so the parts together have the profile's order.
 */
export const profilePartEvent = z.strictObject({
  kind: z.literal('profile-part'),
  columns: z.array(columnStatistics),
  issues: z.array(issue),
  place: z.int().min(0),
});

export const workEvent = z.discriminatedUnion('kind', [
  progressEvent,
  learnerEvent,
  epochEvent,
  profilePartEvent,
]);
export type WorkEvent = z.infer<typeof workEvent>;
export type ProgressEvent = z.infer<typeof progressEvent>;
export type EpochEvent = z.infer<typeof epochEvent>;
export type LearnerEvent = z.infer<typeof learnerEvent>;
export type ProfilePartEvent = z.infer<typeof profilePartEvent>;

/** `state` opens the stream, every change of the job follows, and the last one is its end. */
export const jobEvent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('state'), job }),
  progressEvent,
  learnerEvent,
  epochEvent,
  profilePartEvent,
]);
export type JobEvent = z.infer<typeof jobEvent>;
