import type { ExperimentSpec } from '../../core/contract/experiment.ts';
import type { DatasetVersionId } from '../../core/contract/ids.ts';

/** A change to a draft that can be taken back: what it did in words, and the draft before and after. */
export interface DraftStep {
  readonly label: string;
  readonly before: ExperimentSpec;
  readonly after: ExperimentSpec;
}

export interface DraftHistory {
  readonly done: readonly DraftStep[];
  readonly undone: readonly DraftStep[];
}

const empty: DraftHistory = { done: [], undone: [] };
const longest = 100;
const histories = new Map<DatasetVersionId, DraftHistory>();
const listeners = new Set<() => void>();

/** The steps taken on the draft of a version since the window was opened. */
export function historyOf(version: DatasetVersionId | null): DraftHistory {
  return (version && histories.get(version)) || empty;
}

export function setHistory(version: DatasetVersionId, history: DraftHistory): void {
  histories.set(version, { ...history, done: history.done.slice(-longest) });
  for (const listener of listeners) listener();
}

export function subscribeHistory(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
