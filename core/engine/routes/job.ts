import { toRpcError } from '../error-map.ts';
import { base } from './base.ts';

export const jobRoutes = {
  list: base.job.list.handler(({ context }) => context.jobs.list()),
  watch: base.job.watch.handler(async function* ({ context, input, signal }) {
    try {
      yield* context.jobs.watch(input.job, signal);
    } catch (thrown) {
      throw toRpcError(thrown);
    }
  }),
  cancel: base.job.cancel.handler(({ context, input }) => {
    context.jobs.cancel(input.job);
    return {};
  }),
};
