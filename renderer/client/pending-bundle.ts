let pendingPath: string | null = null;
const listeners = new Set<() => void>();

/** A bundle that was dropped or picked and waits on the Bundles page to be verified; null for none. */
export function readPendingBundle(): string | null {
  return pendingPath;
}

export function subscribePendingBundle(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Hands a bundle to the Bundles page, which verifies it before anything is imported. */
export function setPendingBundle(path: string | null): void {
  pendingPath = path;
  for (const listener of listeners) listener();
}
