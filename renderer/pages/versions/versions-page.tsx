import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import { openDataFile } from '../../client/open-file.ts';
import { useVersion } from '../../client/use-version.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { VersionsView } from './versions-view.tsx';
import './versions.css';

/** Versions: what changed from one to the next, where each comes from, and whether it keeps the dataset's contract. */
export default function VersionsPage() {
  const { version, versions, isPending, error } = useVersion();
  const [, go] = useLocation();
  if (error) return <ErrorNote error={error} />;
  if (isPending) return null;
  if (!version) {
    return (
      <PageHead
        title="There are no versions yet."
        actions={
          <Button variant="filled" onClick={() => void openDataFile(go)}>
            Load data
          </Button>
        }
      >
        Every load of a file is a version of its dataset. Once there are two, what changed between them stands
        here.
      </PageHead>
    );
  }
  return <VersionsView key={version.name} version={version} versions={versions} />;
}
