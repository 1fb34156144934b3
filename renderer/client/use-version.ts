import { useQuery } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import type { DatasetVersion } from '../../core/contract/dataset.ts';
import type { DatasetVersionId } from '../../core/contract/ids.ts';
import { queries } from './queries.ts';

const key = 'assay.version';
const listeners = new Set<() => void>();

/** The dataset version that all pages speak of. The newest one until another is chosen. */
export function useVersion(): {
  version: DatasetVersion | null;
  versions: readonly DatasetVersion[];
  isPending: boolean;
  error: Error | null;
  choose: (id: DatasetVersionId) => void;
} {
  const { data, isPending, error } = useQuery(queries.datasets());
  const chosen = useSyncExternalStore(subscribe, read);
  const versions = [...(data ?? [])].sort((a, b) => (a.loadedAt < b.loadedAt ? 1 : -1));
  const version = versions.find(({ id }) => id === chosen) ?? versions[0] ?? null;
  const choose = useCallback((id: DatasetVersionId) => chooseVersion(id), []);
  return { version, versions, isPending, error, choose };
}

/** Makes a version the current one, in this window and after a restart. */
export function chooseVersion(id: DatasetVersionId): void {
  localStorage.setItem(key, id);
  for (const listener of listeners) listener();
}

function read(): string | null {
  return localStorage.getItem(key);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}
