import { useLocation } from 'wouter';
import type { Job } from '../../../core/contract/job.ts';
import { setPendingBundle } from '../../client/pending-bundle.ts';
import { chooseVersion } from '../../client/use-version.ts';
import { chooseRuns } from '../compare/chosen-runs.ts';
import { impactText } from '../issues/impact-text.ts';
import { choosePair } from '../versions/chosen-pair.ts';

/** The way to what a finished job made. */
export function ResultLink({ job }: { job: Job }) {
  const [, go] = useLocation();
  const { result } = job;
  if (job.status !== 'done' || result === null) return null;
  switch (result.kind) {
    case 'version':
      return (
        <Result
          label="Show the data"
          onClick={() => {
            chooseVersion(result.version);
            go('/data');
          }}
        />
      );
    case 'profile':
      return (
        <Result
          label="Show the issues"
          onClick={() => {
            chooseVersion(result.version);
            go('/issues');
          }}
        />
      );
    case 'check':
      return (
        <Result
          label={result.holds ? 'Keeps its contract' : 'Breaks its contract; show'}
          onClick={() => {
            chooseVersion(result.version);
            go('/versions');
          }}
        />
      );
    case 'run':
      return (
        <Result
          label="Compare"
          onClick={() => {
            chooseRuns([result.run]);
            go('/compare');
          }}
        />
      );
    case 'impact':
      return <span className="dim">{impactText(result.impact).verdict}</span>;
    case 'relations':
      return <Result label="Show the relations" onClick={() => go('/relations')} />;
    case 'diff':
      return (
        <Result
          label="Show the comparison"
          onClick={() => {
            chooseVersion(result.after);
            choosePair(result.after, { ...result, key: result.key ?? [] });
            go('/versions');
          }}
        />
      );
    case 'split-check':
      return (
        <Result
          label="Show the split"
          onClick={() => {
            chooseVersion(result.version);
            go('/split');
          }}
        />
      );
    case 'bundle':
      return <Result label="Show the bundles" onClick={() => go('/bundles')} />;
    case 'report':
      return (
        <Result
          label={result.report.isIntact ? 'Intact; verify again' : 'Not intact; verify again'}
          onClick={() => {
            setPendingBundle(result.report.path);
            go('/bundles');
          }}
        />
      );
  }
}

function Result({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <button type="button" className="link-button" onClick={onClick}>
      {label}
    </button>
  );
}
