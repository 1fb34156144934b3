import { useEffect, useRef, useState } from 'react';
import type { StoredContract } from '../../../core/contract/data-contract.ts';
import type { DatasetVersion } from '../../../core/contract/dataset.ts';
import { client } from '../../client/client.ts';
import { versionName } from './chosen-versions.ts';
import type { ContractDraft } from './contract-dialog.tsx';

/** The contract that is being edited: learned from the version, or the one that is kept. */
export function useContractDraft(version: DatasetVersion) {
  const [draft, setDraft] = useState<ContractDraft | null>(null);
  const working = useRef<AbortController | null>(null);
  const [isLearning, setLearning] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);

  async function learn(): Promise<void> {
    const work = new AbortController();
    working.current?.abort();
    working.current = work;
    setLearning(true);
    setFailure(null);
    try {
      const text = await client.dataContract.learn({ version: version.id }, { signal: work.signal });
      if (work.signal.aborted) return;
      setDraft({ title: `Learned from ${versionName(version)}`, text });
    } catch (thrown) {
      if (!work.signal.aborted) setFailure(thrown);
    } finally {
      if (working.current === work) setLearning(false);
    }
  }

  useEffect(() => () => working.current?.abort(), []);

  return {
    draft,
    failure,
    isLearning,
    learn,
    /** Stops learning. */
    stop: () => working.current?.abort(),
    edit: ({ dataset, text }: StoredContract) => setDraft({ title: `Contract of ${dataset}`, text }),
    close: () => setDraft(null),
  };
}
