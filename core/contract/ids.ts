import { z } from 'zod';

/** SHA-256 (64 hex digits) of all rows and columns of a dataset version. */
export const datasetVersionId = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'DatasetVersionId'>();
export type DatasetVersionId = z.infer<typeof datasetVersionId>;

/** First 32 hex digits of the SHA-256 of canonical spec, dataset version and engine version. */
export const runId = z
  .string()
  .regex(/^[0-9a-f]{32}$/)
  .brand<'RunId'>();
export type RunId = z.infer<typeof runId>;

/** Identifier of a piece of long work, unique within a project. */
export const jobId = z.string().min(1).brand<'JobId'>();
export type JobId = z.infer<typeof jobId>;
