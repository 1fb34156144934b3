import { useSyncExternalStore } from 'react';
import type { FilePreview } from '../../core/contract/dataset.ts';
import type { JobId } from '../../core/contract/ids.ts';

/** A load at work, and what its file looked like before it began; null where nobody looked. */
export interface Loading {
  readonly job: JobId;
  readonly preview: FilePreview | null;
}

let loading: Loading | null = null;
const listeners = new Set<() => void>();

/** The load that was started last and is not settled yet; kept while other pages are shown. */
export function useLoading(): Loading | null {
  return useSyncExternalStore(subscribe, () => loading);
}

export function setLoading(begun: Loading | null): void {
  loading = begun;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
