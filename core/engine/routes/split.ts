import { splitChecks } from '../../contract/split-check.ts';
import { getResult, saveResult } from '../../store/results.ts';
import { projectSalt } from '../../store/salt.ts';
import { getVersion } from '../../store/versions.ts';
import { engineVersion } from '../../version.ts';
import { checkParts } from '../check-parts.ts';
import { prepareSplit } from '../prepare-run.ts';
import { setThresholds } from '../thresholds.ts';
import { base } from './base.ts';

const kind = 'split-check';

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
  check: base.split.check.handler(({ context, input }) => {
    const { project, jobs } = context;
    const { version } = input;
    setThresholds(input.thresholds);
    const title = `Check the split of ${getVersion(project, version).name}`;
    const key = JSON.stringify([kind, input]);
    const job = jobs.start({ kind, title, key }, async ({ signal, report }) => {
      const name = { kind, question: input, engineVersion } as const;
      if (!getResult(project, { ...name, schema: splitChecks })) {
        const result = await checkParts(context, { request: input, onEvent: report, signal });
        saveResult(project, { ...name, result });
      }
      return { kind, version };
    });
    return { job };
  }),
  getChecks: base.split.getChecks.handler(({ context, input }) =>
    getResult(context.project, { kind, question: input, engineVersion, schema: splitChecks }),
  ),
};
