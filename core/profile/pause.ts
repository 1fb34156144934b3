import { setImmediate } from 'node:timers/promises';
import { throwIfCancelled } from '../errors.ts';

/**
 * A function for loops to await between pieces of work: it lets waiting calls run, then throws CANCELLED if the
 * signal has aborted.
 */
export function createPause({ signal }: { signal?: AbortSignal }): () => Promise<void> {
  return async () => {
    await setImmediate();
    throwIfCancelled(signal);
  };
}
