import type { DatasetVersion } from '../../../core/contract/dataset.ts';
import type { ColumnDrift, ColumnSummary } from '../../../core/contract/version.ts';
import { CellText } from '../../ui/cell-text.tsx';
import { cellText } from '../../ui/cell-words.ts';
import { columnLabel } from '../../ui/column-name.ts';
import { formatCount, formatNumber, formatPercent, formatScore } from '../../ui/format.ts';
import { Inspector } from '../../ui/inspector.tsx';
import { Tag } from '../../ui/tag.tsx';
import { versionName } from './chosen-versions.ts';

/** One column in both versions, figure by figure. */
export function DriftInspector(props: {
  drift: ColumnDrift;
  before: DatasetVersion;
  after: DatasetVersion;
  onClose: () => void;
}) {
  const { drift, before, after } = props;
  const { levels, newLevels, goneLevels } = drift;
  return (
    <Inspector title={columnLabel(drift.name)} onClose={props.onClose}>
      <div className="row">
        {drift.hasDrifted ? <Tag tone="warning">drifted</Tag> : <Tag>no drift beyond chance</Tag>}
      </div>
      <p>{sentence(drift)}</p>
      <table className="version-figures">
        <thead>
          <tr>
            <th scope="col">Figure</th>
            <th scope="col">{versionName(before)}</th>
            <th scope="col">{versionName(after)}</th>
          </tr>
        </thead>
        <tbody>
          {figures(drift).map(([label, old, now]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{old}</td>
              <td>{now}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {levels.length > 0 ? (
        <>
          <h3>Values</h3>
          <table className="version-figures">
            <thead>
              <tr>
                <th scope="col">Value</th>
                <th scope="col">{versionName(before)}</th>
                <th scope="col">{versionName(after)}</th>
              </tr>
            </thead>
            <tbody>
              {levels.map(({ value, before: old, after: now }) => (
                <tr key={cellText(value)}>
                  <th scope="row">
                    <CellText value={value} />
                  </th>
                  <Level count={old} of={drift.before.count} />
                  <Level count={now} of={drift.after.count} />
                </tr>
              ))}
            </tbody>
          </table>
          <p className="dim sm num">
            {formatCount(newLevels ?? 0)} values are new, {formatCount(goneLevels ?? 0)} are gone.
          </p>
        </>
      ) : null}
    </Inspector>
  );
}

function Level({ count, of }: { count: number; of: number }) {
  const share = of === 0 ? 0 : count / of;
  return (
    <td>
      <span className="version-level">
        {formatPercent(share)}
        <i aria-hidden="true">
          <b style={{ width: `${share * 100}%` }} />
        </i>
      </span>
    </td>
  );
}

function sentence({ distance, chanceDistance, basis, shift }: ColumnDrift): string {
  const what =
    basis === 'values'
      ? `The Jensen-Shannon distance of its values is ${formatScore(distance)}`
      : `Its values cannot be compared one by one; the distance of missing and filled cells is ${formatScore(distance)}`;
  const chance = `chance alone stays below ${formatScore(chanceDistance)} in 999 of 1,000 cases.`;
  const moved =
    shift === null ? '' : ` Values moved by ${formatScore(shift)} standard deviations on average.`;
  return `${what}; ${chance}${moved}`;
}

function figures({ before, after }: ColumnDrift): [string, string, string][] {
  const missing = ({ count, missing: none }: ColumnSummary) =>
    `${formatCount(none)} (${formatPercent(none / Math.max(1, count + none))})`;
  const rows: [string, string, string][] = [
    ['Filled', formatCount(before.count), formatCount(after.count)],
    ['Missing', missing(before), missing(after)],
    ['Distinct', formatCount(before.distinct), formatCount(after.distinct)],
  ];
  const numbers = [
    ['Mean', 'mean'],
    ['Standard deviation', 'standardDeviation'],
    ['Least', 'min'],
    ['First quartile', 'firstQuartile'],
    ['Median', 'median'],
    ['Third quartile', 'thirdQuartile'],
    ['Greatest', 'max'],
  ] as const;
  for (const [label, figure] of before.numeric || after.numeric ? numbers : []) {
    rows.push([label, formatNumber(before.numeric?.[figure]), formatNumber(after.numeric?.[figure])]);
  }
  if (before.time || after.time) {
    rows.push(['First', before.time?.min ?? '–', after.time?.min ?? '–']);
    rows.push(['Last', before.time?.max ?? '–', after.time?.max ?? '–']);
  }
  return rows;
}
