import { availableParallelism, totalmem } from 'node:os';
import { z } from 'zod';
import { getSettings, saveSettings } from '../../store/settings.ts';
import { engineVersion } from '../../version.ts';
import { examine } from '../doctor.ts';
import { base } from './base.ts';

const backendReport = z.array(z.strictObject({ name: z.string(), error: z.string().nullable() }));

export const projectRoutes = {
  get: base.project.get.handler(({ context }) => ({
    path: context.project.path,
    name: context.project.name,
    engineVersion,
    host: context.host,
    cores: availableParallelism(),
    memoryMb: Math.floor(totalmem() / 2 ** 20),
  })),
  settings: base.project.settings.handler(({ context }) => getSettings(context.project)),
  saveSettings: base.project.saveSettings.handler(async ({ context, input }) => {
    const before = getSettings(context.project);
    saveSettings(context.project, input);
    const isIdle = context.jobs.list().every((job) => job.status !== 'running');
    if (isIdle && (before.threads !== input.threads || before.memoryMb !== input.memoryMb))
      await context.renew();
    return input;
  }),
  doctor: base.project.doctor.handler(({ context, signal }) =>
    examine(async () => backendReport.parse(await context.pool().run('backends', null, { signal }))),
  ),
};
