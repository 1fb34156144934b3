import { useState } from 'react';
import type { DatasetVersion } from '../../../core/contract/dataset.ts';
import { client } from '../../client/client.ts';
import { type Failure, toFailure } from '../../client/failure.ts';
import { queryClient } from '../../client/queries.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { formatCount } from '../../ui/format.ts';
import { notify } from '../../ui/notice.tsx';

/** Asks before a version is deleted, and says what goes with it. */
export function RemoveVersion(props: { version: DatasetVersion; isOpen: boolean; onClose: () => void }) {
  const { version } = props;
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  async function remove(): Promise<void> {
    setBusy(true);
    try {
      await client.dataset.remove({ version: version.id });
      props.onClose();
      notify({ text: `Removed ${version.name} v${version.number}.` });
      await queryClient.invalidateQueries();
    } catch (thrown) {
      setFailure(toFailure(thrown));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Confirm
      isOpen={props.isOpen}
      title={`Remove ${version.name} v${version.number}?`}
      action="Remove"
      isBusy={isBusy}
      onConfirm={() => void remove()}
      onClose={props.onClose}
    >
      <p>
        The copy of its {formatCount(version.rowCount)} rows in this project is deleted, with its statistics
        and its prepared experiment. The file it was read from stays where it is; loading it again gives the
        same version.
      </p>
      <ErrorNote error={failure} />
    </Confirm>
  );
}
