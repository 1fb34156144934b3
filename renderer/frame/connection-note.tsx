import { useEffect, useRef } from 'react';
import { useConnection } from '../client/client.ts';
import { host } from '../client/host.ts';
import { queryClient } from '../client/queries.ts';
import { ErrorNote } from '../ui/error-note.tsx';

const whatNext =
  host.kind === 'desktop'
    ? 'It is being started again, and this page then goes on by itself.'
    : 'If "assay serve" has ended, start it again and open the link that it prints.';

/** Says that the engine is away while it is, and asks anew for all that is shown once it is back. */
export function ConnectionNote() {
  const state = useConnection();
  const wasDown = useRef(false);
  useEffect(() => {
    if (state === 'down') wasDown.current = true;
    if (state === 'open' && wasDown.current) {
      wasDown.current = false;
      void queryClient.invalidateQueries();
    }
  }, [state]);
  if (state !== 'down') return null;
  return (
    <div className="connection-note">
      <ErrorNote
        error={{
          code: 'ENGINE_DOWN',
          message: `The engine cannot be reached. What was finished is safe. ${whatNext}`,
        }}
      />
    </div>
  );
}
