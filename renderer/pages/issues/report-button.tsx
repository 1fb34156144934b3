import { Button } from '@mantine/core';
import { useState } from 'react';
import type { DatasetVersion } from '../../../core/contract/dataset.ts';
import type { Profile } from '../../../core/contract/profile.ts';
import { client } from '../../client/client.ts';
import { toFailure } from '../../client/failure.ts';
import { notify } from '../../ui/notice.tsx';
import { saveText } from '../../ui/save-text.ts';

/** Saves statistics, issues and evidence as one HTML page that opens anywhere; `profile` is null until it is complete. */
export function ReportButton({ version, profile }: { version: DatasetVersion; profile: Profile | null }) {
  const [isBusy, setBusy] = useState(false);

  async function save(): Promise<void> {
    if (!profile) return;
    setBusy(true);
    try {
      const html = await client.profile.report({ version: version.id, target: profile.target });
      saveText(`${version.name}-v${version.number}-report.html`, html, 'text/html');
    } catch (thrown) {
      notify({ tone: 'error', text: toFailure(thrown).message });
    } finally {
      setBusy(false);
    }
  }

  return (
    <Button
      loading={isBusy}
      disabled={!profile}
      title="One HTML page that needs nothing else"
      onClick={() => void save()}
    >
      Report
    </Button>
  );
}
