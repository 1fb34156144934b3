import { Checkbox } from '@mantine/core';
import type { RunGate } from '../../../core/contract/export-gate.ts';
import { formatList } from '../../ui/format.ts';

/** Says which columns look like personal data, or that there is no data to look at, and asks for consent before they leave the project. */
export function PersonalData(props: {
  gate: RunGate;
  includeData: boolean;
  isAllowed: boolean;
  onAllow: (isAllowed: boolean) => void;
}) {
  const { gate, includeData } = props;
  return (
    <section aria-label="Personal data" className="stack" style={{ gap: 'var(--s2)' }}>
      <p style={{ margin: 0 }}>
        {gate.isExamined ? <Found gate={gate} includeData={includeData} /> : <Gone />}
      </p>
      <Checkbox
        label="Export all the same"
        checked={props.isAllowed}
        onChange={(event) => props.onAllow(event.currentTarget.checked)}
      />
    </section>
  );
}

function Found({ gate, includeData }: { gate: RunGate; includeData: boolean }) {
  const findings = includeData
    ? gate.findings
    : gate.findings.filter(({ treatment }) => treatment === 'none');
  const names = findings.map(({ column, detector }) => `${column} (${detector})`);
  return (
    <>
      <strong>
        {formatList(names, 10)} {findings.length === 1 ? 'looks' : 'look'} like personal data.
      </strong>{' '}
      {includeData
        ? 'The rows go into the file as they were loaded, whatever the recipe drops or masks.'
        : 'The model has learnt from it, and the file holds values of it. Drop or mask it in the recipe and run again to leave it out.'}
    </>
  );
}

function Gone() {
  return (
    <>
      <strong>The data of this run is gone, so it cannot be checked for personal data.</strong> The file holds
      levels that the recipe learnt from it. The rows are not in the file either way. Load the same data again
      to have it checked.
    </>
  );
}
