import { useSyncExternalStore } from 'react';
import type { JobId } from '../../../core/contract/ids.ts';

/* The training that the page shows outlives the page, so that coming back finds it as it was. */
let shown: JobId | null = null;
const listeners = new Set<() => void>();

/** The training to show; null while the next experiment is prepared. */
export function useShownRun(): JobId | null {
  return useSyncExternalStore(subscribe, () => shown);
}

export function showRun(job: JobId | null): void {
  if (shown === job) return;
  shown = job;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
