import { Checkbox } from '@mantine/core';
import type { ExportGate } from '../../../core/contract/export-gate.ts';
import { formatList } from '../../ui/format.ts';

/** Says which columns look like personal data and asks for consent before they leave the project. */
export function PersonalData(props: {
  gate: ExportGate;
  includeData: boolean;
  isAllowed: boolean;
  onAllow: (isAllowed: boolean) => void;
}) {
  const { gate, includeData } = props;
  const findings = includeData
    ? gate.findings
    : gate.findings.filter(({ treatment }) => treatment === 'none');
  return (
    <section aria-label="Personal data" className="stack" style={{ gap: 'var(--s2)' }}>
      <p style={{ margin: 0 }}>
        <strong>
          {formatList(
            findings.map(({ column, detector }) => `${column} (${detector})`),
            10,
          )}{' '}
          {findings.length === 1 ? 'looks' : 'look'} like personal data.
        </strong>{' '}
        {includeData
          ? 'The rows go into the file as they were loaded, whatever the recipe drops or masks.'
          : 'The model has learnt from it, and the file holds values of it. Drop or mask it in the recipe and run again to leave it out.'}
      </p>
      <Checkbox
        label="Export all the same"
        checked={props.isAllowed}
        onChange={(event) => props.onAllow(event.currentTarget.checked)}
      />
    </section>
  );
}
