import { useQuery } from '@tanstack/react-query';
import type { ExperimentSpec } from '../../../core/contract/experiment.ts';
import type { Fix } from '../../../core/contract/profile.ts';
import { queries } from '../../client/queries.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { QueryWork } from '../../ui/query-work.tsx';
import { fixEffectText } from './fix-effect-text.ts';

/** What one fix by itself would change, in words: rows, cells and columns, and what stands against it. */
export function FixEffect({ spec, fix }: { spec: ExperimentSpec; fix: Fix }) {
  const asked = queries.fixPreview(spec, fix);
  const query = useQuery(asked);
  const { data, error } = query;
  return (
    <div className="fix-effect">
      <ErrorNote error={error} />
      <QueryWork query={query} queryKey={asked.queryKey} label="Counting what would change" />
      {data ? <p className="fix-effect-text num">{fixEffectText(data, null)}</p> : null}
      {data?.warnings.map((warning) => (
        <p key={warning} className="fix-warning" role="note">
          {warning}
        </p>
      ))}
    </div>
  );
}
