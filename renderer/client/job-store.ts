import type { JobId } from '../../core/contract/ids.ts';
import type { EpochEvent, Job, JobEvent, LearnerEvent } from '../../core/contract/job.ts';
import type { ColumnStatistics, Issue } from '../../core/contract/profile.ts';
import { client, connection } from './client.ts';
import { type Failure, toFailure } from './failure.ts';

/** All that is known of a job: its latest state, its learners in the order they appeared, every epoch. */
export interface JobView {
  readonly job: Job | null;
  readonly progress: {
    readonly message: string;
    readonly done: number;
    readonly total: number | null;
  } | null;
  readonly learners: readonly LearnerEvent[];
  readonly epochs: Readonly<Record<string, readonly EpochEvent[]>>;
  /** What a profile has found so far, in the order in which it was found; null before the first of it. */
  readonly found: { readonly columns: readonly ColumnStatistics[]; readonly issues: readonly Issue[] } | null;
  /** Why the job cannot be followed; a failure of the job itself is `job.error`. */
  readonly failure: Failure | null;
}

export const emptyView: JobView = {
  job: null,
  progress: null,
  learners: [],
  epochs: {},
  found: null,
  failure: null,
};

/** How much of the job is done, 0 to 1, by its last word; null while it cannot be told. */
export function shareDone(view: JobView | null): number | null {
  if (!view?.progress || view.job?.status === 'done') return view?.job?.progress ?? null;
  const { done, total } = view.progress;
  return total ? Math.min(1, done / total) : null;
}

/** A view with one more event told. */
export function withEvent(view: JobView, event: JobEvent): JobView {
  switch (event.kind) {
    case 'state':
      return { ...view, job: event.job };
    case 'progress':
      return { ...view, progress: { message: event.message, done: event.done, total: event.total } };
    case 'learner': {
      const isKnown = view.learners.some(({ learner }) => learner === event.learner);
      const learners = isKnown
        ? view.learners.map((known) => (known.learner === event.learner ? event : known))
        : [...view.learners, event];
      return { ...view, learners };
    }
    case 'epoch': {
      const before = view.epochs[event.learner] ?? [];
      return { ...view, epochs: { ...view.epochs, [event.learner]: [...before, event] } };
    }
    case 'profile-part': {
      const { columns, issues } = view.found ?? { columns: [], issues: [] };
      return {
        ...view,
        found: { columns: [...columns, ...event.columns], issues: [...issues, ...event.issues] },
      };
    }
  }
}

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
