import { useState, useSyncExternalStore } from 'react';
import type { FilePreview } from '../../../core/contract/dataset.ts';
import type { Job } from '../../../core/contract/job.ts';
import { client } from '../../client/client.ts';
import { type Failure, toFailure } from '../../client/failure.ts';
import { setLoading, useLoading } from '../../client/load-state.ts';
import { readPendingFile, setPendingFile, subscribePendingFile } from '../../client/open-file.ts';
import { jobStarted } from '../../client/queries.ts';
import { useJob } from '../../client/use-job.ts';
import { chooseVersion, useVersion } from '../../client/use-version.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { notify } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { JobProgress } from '../../ui/progress-bar.tsx';
import { DatasetView } from './dataset-view.tsx';
import { FilePreviewView } from './file-preview-view.tsx';
import { FirstRun } from './first-run.tsx';
import { PreviewTable } from './preview-table.tsx';

/** Data: what is loaded, a look at what is about to be, or the ways to begin. */
export default function DataPage() {
  const { version, versions, isPending, error } = useVersion();
  const path = useSyncExternalStore(subscribePendingFile, readPendingFile);
  const loading = useLoading();
  const [isAdding, setAdding] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  const job = useJob(loading?.job ?? null, (ended) => settle(ended, setFailure, () => setAdding(false)));

  async function start(
    begin: () => ReturnType<typeof client.dataset.load>,
    preview: FilePreview | null = null,
  ): Promise<void> {
    setFailure(null);
    try {
      const { job: id } = await begin();
      jobStarted(id);
      setLoading({ job: id, preview });
    } catch (thrown) {
      setFailure(toFailure(thrown));
    }
  }

  if (loading) {
    return (
      <>
        <PageHead title={job.job?.title ?? 'Reading the file'}>
          Every row is read and checked; nothing changes until it is done. Stopping leaves the project as it
          was.
        </PageHead>
        <div className="stack">
          <Card title="Progress">
            <JobProgress view={job} onStop={job.cancel} />
          </Card>
          {loading.preview ? (
            <Card title="First rows" aside="all others are being read" flush>
              <PreviewTable preview={loading.preview} />
            </Card>
          ) : null}
        </div>
      </>
    );
  }
  if (path) {
    return (
      <FilePreviewView
        path={path}
        failure={failure}
        onLoad={({ options, name, preview }) =>
          void start(() => client.dataset.load({ path, name, options }), preview)
        }
        onClose={() => {
          setFailure(null);
          setPendingFile(null);
        }}
      />
    );
  }
  if (error) return <ErrorNote error={error} />;
  if (isPending) return null;
  if (!version || isAdding) {
    return (
      <FirstRun
        failure={failure}
        onSample={(file) => void start(() => client.dataset.loadSample({ file }))}
        onClose={version ? () => setAdding(false) : undefined}
      />
    );
  }
  return <DatasetView key={version.id} version={version} versions={versions} onAdd={() => setAdding(true)} />;
}

function settle(job: Job, fail: (failure: Failure | null) => void, added: () => void): void {
  setLoading(null);
  if (job.status === 'done' && job.result?.kind === 'version') {
    fail(null);
    setPendingFile(null);
    chooseVersion(job.result.version);
    added();
  } else if (job.status === 'failed') {
    fail(job.error);
  } else {
    notify({ text: 'Stopped. Nothing was loaded.' });
  }
}
