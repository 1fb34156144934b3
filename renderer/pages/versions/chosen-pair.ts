import { useSyncExternalStore } from 'react';
import type { DatasetVersionId } from '../../../core/contract/ids.ts';

/** Two versions to compare. */
export interface ChosenPair {
  readonly before: DatasetVersionId;
  readonly after: DatasetVersionId;
  /** Names of columns that tell rows apart; empty where they are to be found. */
  readonly key: readonly string[];
}

/* Which versions are compared outlives the page, not the window, as long as the current version stays. */
let chosen: { readonly current: DatasetVersionId; readonly pair: ChosenPair } | null = null;
const listeners = new Set<() => void>();

/** The pair that was chosen while this version was the current one; null until somebody chooses. */
export function useChosenPair(current: DatasetVersionId): ChosenPair | null {
  const known = useSyncExternalStore(subscribe, () => chosen);
  return known?.current === current ? known.pair : null;
}

/** Compares these two from now on, while `current` is the current version. */
export function choosePair(current: DatasetVersionId, pair: ChosenPair): void {
  chosen = { current, pair };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
