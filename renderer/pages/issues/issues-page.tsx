import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import { useVersion } from '../../client/use-version.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { IssuesView } from './issues-view.tsx';

/** Issues: what would make an evaluation on this data wrong, worst first, and what can be done about it. */
export default function IssuesPage() {
  const { version, isPending, error } = useVersion();
  const [, go] = useLocation();
  if (error) return <ErrorNote error={error} />;
  if (isPending) return null;
  if (!version) {
    return (
      <PageHead
        title="There is nothing to examine yet."
        actions={
          <Button variant="filled" onClick={() => go('/data')}>
            Load data
          </Button>
        }
      >
        Once a dataset is loaded, its problems stand here, ranked by how much they would distort an
        evaluation.
      </PageHead>
    );
  }
  return <IssuesView key={version.id} version={version} />;
}
