import type { JobId } from '../../core/contract/ids.ts';
import { client, connection } from './client.ts';
import { toFailure } from './failure.ts';
import { emptyView, type JobView, withEvent } from './job-view.ts';

interface JobStore {
  view: JobView;
  watchers: number;
  stop: AbortController | null;
  readonly listeners: Set<() => void>;
}

const stores = new Map<JobId, JobStore>();
const publishEveryMs = 60;

function storeOf(id: JobId): JobStore {
  let store = stores.get(id);
  if (!store) {
    store = { view: emptyView, watchers: 0, stop: null, listeners: new Set() };
    stores.set(id, store);
  }
  return store;
}

/** What is known of a job right now, without following it. */
export function viewOf(id: JobId): JobView {
  return storeOf(id).view;
}

const seenToEnd = new Set<JobId>();

/** True when some part of the window shows this job, or showed it when it ended. */
export function isSeen(id: JobId): boolean {
  return seenToEnd.has(id) || (stores.get(id)?.watchers ?? 0) > 0;
}

/** Follows a job until the last listener leaves. The stream tells all from the start each time it is opened. */
export function watchJob(id: JobId, listener: () => void): () => void {
  const store = storeOf(id);
  store.listeners.add(listener);
  store.watchers++;
  if (!store.stop) {
    store.stop = new AbortController();
    void follow(id, store, store.stop.signal);
  }
  return () => {
    store.listeners.delete(listener);
    store.watchers--;
    if (store.watchers === 0) {
      store.stop?.abort();
      store.stop = null;
    }
  };
}

async function follow(id: JobId, store: JobStore, signal: AbortSignal): Promise<void> {
  let next = emptyView;
  let isWaiting = false;
  function publish(): void {
    isWaiting = false;
    if (signal.aborted) return;
    store.view = next;
    for (const listener of store.listeners) listener();
  }
  try {
    for await (const event of await client.job.watch({ job: id }, { signal })) {
      next = withEvent(next, event);
      if (next.job && next.job.status !== 'running') seenToEnd.add(id);
      if (event.kind === 'state') publish();
      else if (!isWaiting) {
        isWaiting = true;
        setTimeout(publish, publishEveryMs);
      }
    }
  } catch (thrown) {
    if (signal.aborted) return;
    next = { ...next, failure: toFailure(thrown) };
    followAgain(id, store, signal);
  }
  publish();
}

/** When the engine went away, its jobs are told anew once it is back. */
function followAgain(id: JobId, store: JobStore, signal: AbortSignal): void {
  const unsubscribe = connection.subscribe(() => {
    if (signal.aborted) unsubscribe();
    else if (connection.state() === 'open') {
      unsubscribe();
      void follow(id, store, signal);
    }
  });
}
