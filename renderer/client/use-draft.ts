import { useQuery } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import type { ExperimentSpec, Proposal } from '../../core/contract/experiment.ts';
import type { DatasetVersionId } from '../../core/contract/ids.ts';
import { notify } from '../ui/notice.tsx';
import { client } from './client.ts';
import { type DraftStep, historyOf, setHistory, subscribeHistory } from './draft-history.ts';
import { type Failure, toFailure } from './failure.ts';
import { queries, queryClient } from './queries.ts';
import { enqueueSave } from './saving.ts';

export interface Draft {
  /** Null until it is known. */
  readonly spec: ExperimentSpec | null;
  readonly reasons: Proposal['reasons'];
  readonly isPending: boolean;
  readonly failure: Failure | null;
  /** Changes the draft, shows it at once and saves it. `label` says what was done, for undo. */
  readonly update: (label: string, change: (spec: ExperimentSpec) => ExperimentSpec) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly lastStep: DraftStep | null;
  readonly nextStep: DraftStep | null;
}

/** The experiment that is being prepared on a dataset version. It is saved with every change. */
export function useDraft(version: DatasetVersionId | null): Draft {
  const { data, isPending, error } = useQuery(queries.draft(version));
  const history = useSyncExternalStore(subscribeHistory, () => historyOf(version));
  const update = useCallback<Draft['update']>(
    (label, change) => {
      if (version) updateDraft(version, label, change);
    },
    [version],
  );
  const undo = useCallback(() => {
    if (version) undoDraft(version);
  }, [version]);
  const redo = useCallback(() => {
    if (version) redoDraft(version);
  }, [version]);
  return {
    spec: data?.spec ?? null,
    reasons: data?.reasons ?? [],
    isPending: version !== null && isPending,
    failure: error ? toFailure(error) : null,
    update,
    undo,
    redo,
    lastStep: history.done.at(-1) ?? null,
    nextStep: history.undone.at(-1) ?? null,
  };
}

/** Changes the draft of a version: shown at once, saved in the background, taken back if it cannot be saved. */
export function updateDraft(
  version: DatasetVersionId,
  label: string,
  change: (spec: ExperimentSpec) => ExperimentSpec,
): void {
  const before = draftOf(version)?.spec;
  if (!before) return;
  const after = change(before);
  if (JSON.stringify(after) === JSON.stringify(before)) return;
  const { done } = historyOf(version);
  setHistory(version, { done: [...done, { label, before, after }], undone: [] });
  save(version, after);
}

/** Takes the last change back. */
export function undoDraft(version: DatasetVersionId): void {
  const { done, undone } = historyOf(version);
  const step = done.at(-1);
  if (!step) return;
  setHistory(version, { done: done.slice(0, -1), undone: [...undone, step] });
  save(version, step.before);
  notify({ text: `Undone: ${step.label}`, actions: [{ label: 'Redo', run: () => redoDraft(version) }] });
}

/** Makes the change again that was taken back last. */
export function redoDraft(version: DatasetVersionId): void {
  const { done, undone } = historyOf(version);
  const step = undone.at(-1);
  if (!step) return;
  setHistory(version, { done: [...done, step], undone: undone.slice(0, -1) });
  save(version, step.after);
  notify({ text: `Redone: ${step.label}`, actions: [{ label: 'Undo', run: () => undoDraft(version) }] });
}

function draftOf(version: DatasetVersionId): Proposal | undefined {
  return queryClient.getQueryData(queries.draft(version).queryKey);
}

function save(version: DatasetVersionId, spec: ExperimentSpec): void {
  const { queryKey } = queries.draft(version);
  void queryClient.cancelQueries({ queryKey }, { revert: false, silent: true });
  queryClient.setQueryData(queryKey, (known) => known && { ...known, spec });
  enqueueSave(async () => {
    try {
      await client.experiment.saveDraft({ spec });
    } catch (thrown) {
      notify({ tone: 'error', text: `The change could not be saved. ${toFailure(thrown).message}` });
      void queryClient.invalidateQueries({ queryKey });
    }
  });
}
