import type { SplitSummary } from '../../../core/contract/experiment.ts';
import { formatCount, formatPercent } from '../../ui/format.ts';
import { ScrollRegion } from '../../ui/scroll-region.tsx';

const PARTS = [
  { key: 'train', role: 'to learn from' },
  { key: 'validation', role: 'for early stopping and the threshold' },
  { key: 'test', role: 'sealed; every look is counted' },
] as const;

/** Size and classes of each part. */
export function PartsTable({ split }: { split: SplitSummary }) {
  const total = PARTS.reduce((sum, { key }) => sum + split[key].rows, 0);
  const shown =
    split.positiveIndex === null ? split.classNames.map((_, index) => index) : [split.positiveIndex];
  return (
    <ScrollRegion label="Rows and classes, as a table" className="parts-scroll">
      <table className="parts-table">
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col" className="n">
              Rows
            </th>
            <th scope="col" className="n">
              Share
            </th>
            {shown.map((index) => (
              <th key={split.classNames[index]} scope="col" className="n">
                {split.classNames[index]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {PARTS.map(({ key, role }) => {
            const part = split[key];
            return (
              <tr key={key}>
                <th scope="row">
                  {key}
                  <small>{role}</small>
                </th>
                <td className="n">{formatCount(part.rows)}</td>
                <td className="n">{formatPercent(total === 0 ? null : part.rows / total)}</td>
                {shown.map((index) => (
                  <td key={split.classNames[index]} className="n">
                    {formatCount(part.classes[index] ?? 0)}{' '}
                    <span className="dim">
                      {formatPercent(part.rows === 0 ? null : (part.classes[index] ?? 0) / part.rows)}
                    </span>
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
