import { Button } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type { DatasetVersion } from '../../../core/contract/dataset.ts';
import { openDataFile } from '../../client/open-file.ts';
import { useVersion } from '../../client/use-version.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { relationQueries } from './relation-queries.ts';
import { RelationsView } from './relations-view.tsx';
import './relations.css';

/** Relations: which columns of which datasets refer to each other, and what a join would do. */
export default function RelationsPage() {
  const { versions, isPending, error } = useVersion();
  const latest = latestOfEach(versions);
  const origins = useQueries({ queries: latest.map(({ id }) => relationQueries.origin(id)) });
  if (error) return <ErrorNote error={error} />;
  if (isPending || origins.some((origin) => origin.isPending)) return null;
  if (latest.length < 2) return <TooFew count={latest.length} />;
  /* What was joined from others refers to all of them: it is left out until it is asked for. */
  const loaded = latest.filter((_, i) => (origins[i]?.data?.parents.length ?? 0) === 0);
  const proposed = (loaded.length >= 2 ? loaded : latest).slice(0, 12).map(({ id }) => id);
  return <RelationsView key={proposed.join()} versions={latest} proposed={proposed} />;
}

function TooFew({ count }: { count: number }) {
  const [, go] = useLocation();
  return (
    <>
      <PageHead
        title={count === 0 ? 'There are no datasets to relate yet.' : 'One dataset has nothing to refer to.'}
      />
      <EmptyState
        title={count === 0 ? 'Load two datasets' : 'Load a second dataset'}
        action={
          <Button variant="filled" onClick={() => void openDataFile(go)}>
            Open a file
          </Button>
        }
      >
        Then keys are found, and which columns refer to them, rows without a match, and what a join would do
        to the number of rows.
      </EmptyState>
    </>
  );
}

/** The newest version of each dataset, newest first. */
function latestOfEach(versions: readonly DatasetVersion[]): DatasetVersion[] {
  const byName = new Map<string, DatasetVersion>();
  for (const version of versions) {
    const known = byName.get(version.name);
    if (!known || version.number > known.number) byName.set(version.name, version);
  }
  return [...byName.values()];
}
