import type { VersionNotes } from '../../../core/contract/version.ts';
import { Stat, Stats } from '../../ui/stat.tsx';

const names: readonly (readonly [keyof VersionNotes, string])[] = [
  ['source', 'Source'],
  ['licence', 'Licence'],
  ['owner', 'Owner'],
  ['retention', 'Keep until'],
  ['consent', 'Consent'],
  ['text', 'Notes'],
];

/** What somebody noted on the data of a run: where it comes from and what may be done with it. */
export function DataNotes({ notes }: { notes: VersionNotes }) {
  return (
    <>
      <Stats>
        {names.map(([key, label]) =>
          notes[key] ? <Stat key={key} label={label} value={notes[key]} /> : null,
        )}
      </Stats>
      <p className="dim sm" style={{ margin: 'var(--s3) 0 0' }}>
        Once imported, they stand on the page Versions, where this project has the data and no notes on it.
      </p>
    </>
  );
}
