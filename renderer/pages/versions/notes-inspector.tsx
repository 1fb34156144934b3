import { Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { DatasetVersion } from '../../../core/contract/dataset.ts';
import type { VersionNotes } from '../../../core/contract/version.ts';
import { client } from '../../client/client.ts';
import { queryClient } from '../../client/queries.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Inspector } from '../../ui/inspector.tsx';
import { versionName } from './chosen-versions.ts';
import { versionQueries } from './version-queries.ts';

/** The notes on a version: where it comes from and what may be done with it. They are saved as they are typed. */
export function NotesInspector({ version, onClose }: { version: DatasetVersion; onClose: () => void }) {
  const { data, error } = useQuery(versionQueries.notes(version.id));
  return (
    <Inspector title={`Notes on ${versionName(version)}`} onClose={onClose}>
      <ErrorNote error={error} />
      {data ? <NotesFields version={version} saved={data} /> : null}
    </Inspector>
  );
}

const pauseMs = 400;

function NotesFields({ version, saved }: { version: DatasetVersion; saved: VersionNotes }) {
  const [notes, setNotes] = useState(saved);
  const [failure, setFailure] = useState<unknown>(null);
  const waiting = useRef<VersionNotes | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  function save(): void {
    const next = waiting.current;
    if (!next) return;
    waiting.current = null;
    client.version
      .saveNotes({ version: version.id, notes: next })
      .then((kept) => {
        queryClient.setQueryData(versionQueries.notes(version.id).queryKey, kept);
        setFailure(null);
      })
      .catch(setFailure);
  }

  function change(part: Partial<VersionNotes>): void {
    const next = { ...notes, ...part };
    setNotes(next);
    waiting.current = next;
    clearTimeout(timer.current);
    timer.current = setTimeout(save, pauseMs);
  }

  const saveNow = useRef(save);
  saveNow.current = save;
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      saveNow.current();
    },
    [],
  );

  const isPast = notes.retention !== null && notes.retention < new Date().toISOString().slice(0, 10);
  const text = (name: Exclude<keyof VersionNotes, 'retention' | 'text'>, label: string, hint: string) => (
    <TextInput
      label={label}
      placeholder={hint}
      value={notes[name]}
      maxLength={20_000}
      onChange={(event) => change({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <div className="stack">
      {text('source', 'Source', 'who made it, where it was fetched')}
      {text('licence', 'Licence', 'CC BY 4.0, internal use only, …')}
      {text('owner', 'Owner', 'who answers for it')}
      {text('consent', 'Consent', 'what the people in it agreed to')}
      <TextInput
        type="date"
        label="Keep until"
        value={notes.retention ?? ''}
        error={isPast ? 'This day has passed; remove the version, or give a later day.' : undefined}
        onChange={(event) => change({ retention: event.currentTarget.value || null })}
      />
      <Textarea
        size="xs"
        label="Notes"
        rows={8}
        value={notes.text}
        maxLength={20_000}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
      <ErrorNote error={failure} />
      <p className="dim sm" style={{ margin: 0 }}>
        Saved as it is typed. Bundles of runs on this version carry the notes, with the data or without.
      </p>
    </div>
  );
}
