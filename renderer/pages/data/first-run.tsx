import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type { Failure } from '../../client/failure.ts';
import { openDataFile } from '../../client/open-file.ts';
import { queries } from '../../client/queries.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { formatCount } from '../../ui/format.ts';
import { IconFolderOpen } from '../../ui/icons.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { OpenPath } from './open-path.tsx';
import './first-run.css';

/** The three ways to begin: a file, a sample with what it teaches, a bundle. */
export function FirstRun(props: {
  failure: Failure | null;
  onSample: (file: string) => void;
  onClose?: () => void;
}) {
  const [, go] = useLocation();
  const samples = useQuery(queries.samples());
  return (
    <>
      <PageHead
        title={props.onClose ? 'Add a dataset.' : 'Nothing is loaded yet. Open a file to begin.'}
        actions={
          <>
            {props.onClose ? <Button onClick={props.onClose}>Back to the data</Button> : null}
            <Button onClick={() => void openDataFile(go)}>Open a bundle</Button>
            <Button
              variant="filled"
              leftSection={<IconFolderOpen size={16} />}
              onClick={() => void openDataFile(go)}
            >
              Open a file
            </Button>
          </>
        }
      >
        CSV or other text with a delimiter, Parquet, JSON, Excel, SQLite or ARFF, also packed (.gz, .zst), or
        a bundle that a colleague made (.assay). It can also be dropped anywhere in this window. Nothing
        leaves this machine.
      </PageHead>
      <div className="stack">
        <ErrorNote error={props.failure ?? samples.error} />
        <OpenPath />
        <Card title="Or take a sample, and see what it teaches" flush>
          <ul className="samples">
            {samples.data?.map((sample) => (
              <li key={sample.file}>
                <button type="button" onClick={() => props.onSample(sample.file)}>
                  <strong>{sample.title}</strong>
                  <span className="samples-teaches">{sample.teaches}</span>
                  <span className="dim sm num">
                    {formatCount(sample.rowCount)} rows · {sample.columnCount} columns · target{' '}
                    {sample.target}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </Card>
      </div>
    </>
  );
}
