import { projectSalt } from '../../store/salt.ts';
import { getVersion } from '../../store/versions.ts';
import { measureImpact } from '../fixes/measure-impact.ts';
import { previewFix } from '../fixes/preview-fix.ts';
import { base } from './base.ts';

export const fixRoutes = {
  preview: base.fix.preview.handler(async ({ context, input, signal }) =>
    previewFix({
      sql: await context.sql(),
      table: context.table(input.version),
      request: input,
      salt: projectSalt(context.project),
      signal,
    }),
  ),
  impact: base.fix.impact.handler(({ context, input }) => {
    const { version } = input.spec.data;
    getVersion(context.project, version);
    const title = `Measure: ${input.fix.label}`;
    const job = context.jobs.start({ kind: 'impact', title }, async (work) => ({
      kind: 'impact',
      impact: await measureImpact({
        ...input,
        ...work,
        sql: await context.sql(),
        table: context.table(version),
        salt: projectSalt(context.project),
        pool: context.pool(),
      }),
    }));
    return { job };
  }),
};
