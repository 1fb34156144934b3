import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { DatasetVersion } from '../../../core/contract/dataset.ts';
import type { Profile, ThresholdOverrides } from '../../../core/contract/profile.ts';
import { client } from '../../client/client.ts';
import { toFailure } from '../../client/failure.ts';
import { notify } from '../../ui/notice.tsx';
import { InlineProgress } from '../../ui/progress-bar.tsx';
import { saveText } from '../../ui/save-text.ts';

/** Saves statistics, issues and evidence as one HTML page that opens anywhere; `profile` is null until it is complete. */
export function ReportButton({
  version,
  profile,
  thresholds,
}: {
  version: DatasetVersion;
  profile: Profile | null;
  /** Those that the profile went by. */
  thresholds: ThresholdOverrides | undefined;
}) {
  const [isBusy, setBusy] = useState(false);
  const working = useRef<AbortController | null>(null);
  useEffect(() => () => working.current?.abort(), []);

  async function save(): Promise<void> {
    if (!profile) return;
    const work = new AbortController();
    working.current = work;
    setBusy(true);
    try {
      const html = await client.profile.report(
        { version: version.id, target: profile.target, thresholds },
        { signal: work.signal },
      );
      saveText(`${version.name}-v${version.number}-report.html`, html, 'text/html');
    } catch (thrown) {
      if (!work.signal.aborted) notify({ tone: 'error', text: toFailure(thrown).message });
    } finally {
      setBusy(false);
    }
  }

  if (isBusy) {
    return <InlineProgress view={null} label="Making the report" onStop={() => working.current?.abort()} />;
  }
  return (
    <Button
      disabled={!profile}
      title="One HTML page that needs nothing else; personal data is masked in it"
      onClick={() => void save()}
    >
      Report
    </Button>
  );
}
