import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { RunSummary } from '../../../core/contract/run.ts';
import { queries } from '../../client/queries.ts';
import { useCommands } from '../../ui/commands.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { ExportDialog } from '../bundles/export-dialog.tsx';
import { useChosenRuns } from './chosen-runs.ts';
import { Evidence } from './evidence.tsx';
import { RunChooser } from './run-chooser.tsx';
import './compare.css';

/** Which model is best, and is the lead real? */
export default function ComparePage() {
  const runs = useQuery(queries.runs());
  if (runs.error) return <ErrorNote error={runs.error} />;
  if (!runs.data) return null;
  return runs.data.length === 0 ? <NothingToCompare /> : <CompareRuns runs={newestFirst(runs.data)} />;
}

function CompareRuns({ runs }: { runs: readonly RunSummary[] }) {
  const wanted = useChosenRuns();
  const [isExporting, setIsExporting] = useState(false);
  const existing = (wanted ?? []).filter((id) => runs.some((run) => run.id === id));
  const latest = runs[0]?.id;
  const chosen = existing.length > 0 ? existing : latest ? [latest] : [];
  const comparison = useQuery({ ...queries.comparison(chosen), placeholderData: (previous) => previous });
  const proposed = comparison.data?.best?.run ?? chosen[0];
  const title =
    comparison.data?.headline ?? (comparison.error ? 'These runs cannot be compared.' : 'Comparing …');
  useCommands([
    {
      id: 'export-bundle',
      label: 'Export bundle',
      group: 'This page',
      words: 'share zip',
      run: () => setIsExporting(true),
    },
  ]);
  return (
    <>
      <PageHead
        title={title}
        actions={
          <>
            <RunChooser runs={runs} chosen={chosen} />
            <Button variant="filled" onClick={() => setIsExporting(true)}>
              Export bundle
            </Button>
          </>
        }
      >
        {comparison.data?.detail}
      </PageHead>
      <ErrorNote error={comparison.error} />
      {comparison.data && !comparison.error && (
        <Evidence key={comparison.data.classNames.join('\n')} comparison={comparison.data} runs={runs} />
      )}
      {isExporting && proposed && (
        <ExportDialog runs={runs} run={proposed} onClose={() => setIsExporting(false)} />
      )}
    </>
  );
}

function NothingToCompare() {
  const [, go] = useLocation();
  return (
    <>
      <PageHead title="Nothing has been trained yet." />
      <EmptyState
        title="Here models stand side by side"
        action={
          <Button variant="filled" onClick={() => go('/train')}>
            Go to Train
          </Button>
        }
      >
        A run trains four baselines and the candidates on the same parts. Then their precision-recall curves,
        confusion matrices and intervals are shown here.
      </EmptyState>
    </>
  );
}

function newestFirst(runs: readonly RunSummary[]): RunSummary[] {
  return [...runs].sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
}
