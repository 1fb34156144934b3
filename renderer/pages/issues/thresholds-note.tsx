import { Button } from '@mantine/core';
import type { ThresholdOverrides } from '../../../core/contract/profile.ts';
import { thresholdWords } from '../../../core/contract/threshold-words.ts';

/** Says which thresholds the issues go by in place of the default ones, and leads to them; nothing where none is set. */
export function ThresholdsNote(props: { thresholds: ThresholdOverrides | undefined; onChange: () => void }) {
  const words = thresholdWords(props.thresholds);
  if (words === '') return null;
  return (
    <div className="row thresholds-note" role="note">
      <span className="grow">{words}.</span>
      <Button size="compact-sm" onClick={props.onChange}>
        Change thresholds
      </Button>
    </div>
  );
}
