import { useSyncExternalStore } from 'react';
import type { RunId } from '../../../core/contract/ids.ts';

/* Which runs are compared outlives the page, not the window. Null is the latest run. */
let chosen: readonly RunId[] | null = null;
const listeners = new Set<() => void>();

/** The runs that were chosen for comparison; null until somebody chooses. */
export function useChosenRuns(): readonly RunId[] | null {
  return useSyncExternalStore(subscribe, () => chosen);
}

/** Compares these runs from now on; null means the latest one. */
export function chooseRuns(runs: readonly RunId[] | null): void {
  chosen = runs === null ? null : [...new Set(runs)];
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
