import { z } from 'zod';

export const settings = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** Worker threads and DuckDB threads; 0 means as many as the machine has cores. */
  threads: z.int().min(0).max(256).default(0),
  /** DuckDB's memory limit in megabytes; 0 means half of the machine's memory. */
  memoryMb: z.int().min(0).default(0),
});
export type Settings = z.infer<typeof settings>;

export const project = z.strictObject({
  path: z.string(),
  name: z.string(),
  engineVersion: z.string(),
  host: z.enum(['browser', 'desktop', 'cli']),
  cores: z.int(),
  memoryMb: z.int(),
});
export type Project = z.infer<typeof project>;

export const doctorReport = z.strictObject({
  items: z.array(
    z.strictObject({
      id: z.string(),
      label: z.string(),
      status: z.enum(['ok', 'absent', 'broken']),
      detail: z.string(),
    }),
  ),
});
export type DoctorReport = z.infer<typeof doctorReport>;
