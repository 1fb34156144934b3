import { useSyncExternalStore } from 'react';
import type { JobId } from '../../core/contract/ids.ts';

let loading: JobId | null = null;
const listeners = new Set<() => void>();

/** The load that was started last and is not settled yet; kept while other pages are shown. */
export function useLoading(): JobId | null {
  return useSyncExternalStore(subscribe, () => loading);
}

export function setLoading(id: JobId | null): void {
  loading = id;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
