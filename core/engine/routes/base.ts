import { implement } from '@orpc/server';
import { contract } from '../../contract/contract.ts';
import type { EngineContext } from '../context.ts';
import { toRpcError } from '../error-map.ts';

/** The contract with the engine as context; whatever a handler throws leaves as an error in words. */
export const base = implement(contract)
  .$context<EngineContext>()
  .use(async ({ next }) => {
    try {
      return await next();
    } catch (thrown) {
      throw toRpcError(thrown);
    }
  });
