import { projectSalt } from '../../store/salt.ts';
import { checkParts } from '../check-parts.ts';
import { prepareSplit } from '../prepare-run.ts';
import { base } from './base.ts';

export const splitRoutes = {
  preview: base.split.preview.handler(async ({ context, input, signal }) => {
    const { summary } = await prepareSplit({
      sql: await context.sql(),
      table: context.table(input.version),
      spec: input,
      salt: projectSalt(context.project),
      signal,
    });
    return summary;
  }),
  check: base.split.check.handler(({ context, input, signal }) =>
    checkParts(context, { request: input, signal }),
  ),
};
