import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useLocation } from 'wouter';
import type { JobId } from '../../../core/contract/ids.ts';
import { client } from '../../client/client.ts';
import { host } from '../../client/host.ts';
import { readPendingBundle, setPendingBundle, subscribePendingBundle } from '../../client/pending-bundle.ts';
import { jobStarted, queries } from '../../client/queries.ts';
import { Card } from '../../ui/card.tsx';
import { useCommands } from '../../ui/commands.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { formatPlural } from '../../ui/format.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { BundleTable } from './bundle-table.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { Verification } from './verification.tsx';
import './bundles.css';

/** Can this bundle be trusted, and what has been shared? */
export default function BundlesPage() {
  const pending = useSyncExternalStore(subscribePendingBundle, readPendingBundle);
  const [verifying, setVerifying] = useState<JobId | null>(null);
  const [error, setError] = useState<unknown>(null);

  const verify = async (path: string) => {
    setError(null);
    try {
      const { job } = await client.bundle.verify({ path });
      jobStarted(job);
      setVerifying(job);
    } catch (thrown) {
      setError(thrown);
    }
  };
  const pick = async () => {
    try {
      const path = await host.pickFile();
      if (path) await verify(path);
    } catch (thrown) {
      setError(thrown);
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per bundle that arrives
  useEffect(() => {
    if (pending === null) return;
    setPendingBundle(null);
    void verify(pending);
  }, [pending]);

  useCommands([
    {
      id: 'verify-bundle',
      label: 'Verify a bundle',
      group: 'This page',
      words: 'open zip check import',
      run: () => void pick(),
    },
  ]);

  return (
    <>
      {verifying ? (
        <Verification
          key={verifying}
          job={verifying}
          onPick={() => void pick()}
          onClose={() => setVerifying(null)}
        />
      ) : (
        <BundlesHead onPick={() => void pick()} />
      )}
      <ErrorNote error={error} />
      <BundleList onVerify={(path) => void verify(path)} />
    </>
  );
}

function BundlesHead({ onPick }: { onPick: () => void }) {
  const [, go] = useLocation();
  const [isExporting, setIsExporting] = useState(false);
  const { data: bundles } = useQuery(queries.bundles());
  const { data: runs } = useQuery(queries.runs());
  const sorted = [...(runs ?? [])].sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
  const latest = sorted[0];
  if (!bundles || !runs) return null;
  return (
    <>
      <PageHead
        title={headline(bundles.length, runs.length)}
        actions={
          <>
            <Button onClick={onPick}>Verify a bundle</Button>
            {latest ? (
              <Button variant="filled" onClick={() => setIsExporting(true)}>
                Export a run
              </Button>
            ) : (
              <Button variant="filled" onClick={() => go('/train')}>
                Go to Train
              </Button>
            )}
          </>
        }
      >
        A bundle is one file with the spec, metrics, predictions, models and environment of a run, and a
        checksum of each. Drop one anywhere to have it verified before it is imported.
      </PageHead>
      {isExporting && latest && (
        <ExportDialog runs={sorted} run={latest.id} onClose={() => setIsExporting(false)} />
      )}
    </>
  );
}

function headline(bundles: number, runs: number): string {
  if (bundles > 0)
    return `${formatPlural(bundles, 'bundle')} in this project; ${formatPlural(runs, 'run')} can be exported.`;
  if (runs > 0)
    return `No bundle yet; ${formatPlural(runs, 'run')} can be handed on as one file that proves itself.`;
  return 'No run to hand on yet. Train one, or verify a bundle that somebody sent.';
}

function BundleList({ onVerify }: { onVerify: (path: string) => void }) {
  const { data: bundles, error } = useQuery(queries.bundles());
  if (error) return <ErrorNote error={error} />;
  if (!bundles) return null;
  return (
    <Card title="Bundles of this project" flush>
      {bundles.length === 0 ? (
        <EmptyState title="No bundle yet">Exported and imported bundles are listed here.</EmptyState>
      ) : (
        <BundleTable bundles={bundles} onVerify={onVerify} />
      )}
    </Card>
  );
}
