import { z } from 'zod';
import { runId } from './ids.ts';
import { versionNotes } from './version.ts';

export const bundleManifest = z.strictObject({
  format: z.literal('assay-bundle'),
  formatVersion: z.literal(1),
  run: runId,
  name: z.string(),
  engineVersion: z.string(),
  /** ISO 8601, UTC: when the run was made, so that exporting twice gives the same bytes. */
  createdAt: z.string(),
  includesData: z.boolean(),
  files: z.array(z.strictObject({ path: z.string(), bytes: z.int(), sha256: z.string() })),
});
export type BundleManifest = z.infer<typeof bundleManifest>;

export const verifyCheck = z.strictObject({
  id: z.string(),
  label: z.string(),
  status: z.enum(['pass', 'fail']),
  detail: z.string(),
});
export type VerifyCheck = z.infer<typeof verifyCheck>;

export const verifyReport = z.strictObject({
  path: z.string(),
  isIntact: z.boolean(),
  checks: z.array(verifyCheck),
  manifest: bundleManifest.nullable(),
  /** SHA-256 of the whole file. */
  digest: z.string(),
  bytes: z.int(),
  /** What was noted on the run's data, in an intact bundle; left out where there is nothing. */
  notes: versionNotes.optional(),
});
export type VerifyReport = z.infer<typeof verifyReport>;

export const bundleFile = z.strictObject({
  path: z.string(),
  run: runId.nullable(),
  name: z.string(),
  bytes: z.int(),
  createdAt: z.string(),
  origin: z.enum(['exported', 'imported']),
});
export type BundleFile = z.infer<typeof bundleFile>;
