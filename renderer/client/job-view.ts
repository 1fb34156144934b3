import type { EpochEvent, Job, JobEvent, LearnerEvent } from '../../core/contract/job.ts';
import type { ColumnStatistics, Issue } from '../../core/contract/profile.ts';
import type { Failure } from './failure.ts';

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
  /** What a profile has found so far; null before the first of it. */
  readonly found: FoundParts | null;
  /** Why the job cannot be followed; a failure of the job itself is `job.error`. */
  readonly failure: Failure | null;
}

/** What a profile has found, in the order in which it was found. */
export interface FoundParts {
  readonly columns: readonly ColumnStatistics[];
  /** Issues with the place of their part: see the contract's `profile-part`. */
  readonly issues: readonly { readonly place: number; readonly issue: Issue }[];
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
      const { place } = event;
      return {
        ...view,
        found: {
          columns: [...columns, ...event.columns],
          issues: [...issues, ...event.issues.map((issue) => ({ place, issue }))],
        },
      };
    }
  }
}
