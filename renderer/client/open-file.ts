import { notify } from '../ui/notice.tsx';
import { toFailure } from './failure.ts';
import { host } from './host.ts';
import { setPendingBundle } from './pending-bundle.ts';

type Go = (path: string) => void;

/** A file that waits on the Data page to be looked at before it is loaded. */
let pendingPath: string | null = null;
const listeners = new Set<() => void>();

export function readPendingFile(): string | null {
  return pendingPath;
}

export function subscribePendingFile(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Shows this file on the Data page, or nothing with null. */
export function setPendingFile(path: string | null): void {
  pendingPath = path;
  for (const listener of listeners) listener();
}

/** Asks for a file. A table waits on the Data page for its reading options, a bundle on the Bundles page. */
export async function openDataFile(go: Go): Promise<void> {
  await open(() => host.pickFile(), go);
}

/** The same for a file that was dropped. */
export async function openDroppedFile(file: File, go: Go): Promise<void> {
  await open(() => host.pathOf(file), go);
}

async function open(find: () => Promise<string | null>, go: Go): Promise<void> {
  try {
    const path = await find();
    if (!path) return;
    if (isBundle(path)) {
      setPendingBundle(path);
      go('/bundles');
    } else {
      setPendingFile(path);
      go('/data');
    }
  } catch (thrown) {
    notify({ tone: 'error', text: toFailure(thrown).message });
  }
}

function isBundle(path: string): boolean {
  return /\.(assay|zip)$/i.test(path);
}
