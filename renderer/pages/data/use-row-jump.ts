import { useEffect, useState } from 'react';
import type { DatasetVersionId } from '../../../core/contract/ids.ts';
import { client } from '../../client/client.ts';
import { toFailure } from '../../client/failure.ts';
import { notify } from '../../ui/notice.tsx';
import { isFiltered } from './row-view.ts';
import type { GridView } from './use-row-view.ts';

/**
 * Goes to a row by its number in the file. The order of the file comes back first; among filtered rows it is the row
 * or the next one that fits. `show` is told its place among the rows shown, and its number.
 */
export function useRowJump(options: {
  version: DatasetVersionId;
  view: GridView;
  show: (index: number, rowNumber: number) => void;
}): (rowNumber: number) => void {
  const { version, view, show } = options;
  const [goal, setGoal] = useState<number | null>(null);
  const isReady = goal !== null && view.shown.sort === null && !view.isWorking;

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each goal, as soon as it can be reached
  useEffect(() => {
    if (!isReady || goal === null) return;
    if (!isFiltered(view.shown.filter)) {
      setGoal(null);
      show(goal - 1, goal);
      return;
    }
    const abort = new AbortController();
    const { filter } = view.shown;
    client.dataset
      .rows({ version, filter, fromRow: goal, limit: 1 }, { signal: abort.signal })
      .then(({ offset, rowNumbers }) => {
        if (abort.signal.aborted || view.total === 0) return;
        show(Math.min(offset, view.total - 1), rowNumbers[0] ?? goal);
      })
      .catch((thrown) => {
        if (!abort.signal.aborted) notify({ tone: 'error', text: toFailure(thrown).message });
      })
      .finally(() => setGoal(null));
    return () => abort.abort();
  }, [goal, isReady]);

  return (rowNumber) => {
    view.setSort(null);
    setGoal(rowNumber);
  };
}
