import type { ColumnStatistics } from '../../../core/contract/profile.ts';
import { formatCount, formatNumber, formatPercent } from '../../ui/format.ts';
import { Stat, Stats } from '../../ui/stat.tsx';

/** Where the numbers of a column lie: pairs of quantiles from the ends inwards, then the middle and the rest. */
export function NumberFigures({
  numeric,
  name,
  rows,
}: {
  numeric: NonNullable<ColumnStatistics['numeric']>;
  /** Name of the column as it is read. */
  name: string;
  /** All rows, those without a value too. */
  rows: number;
}) {
  const { zeros, infinite } = numeric;
  const pairs: readonly [string, number, number][] = [
    ['Least and greatest', numeric.min, numeric.max],
    ['Percentiles 1 and 99', numeric.percentile1, numeric.percentile99],
    ['Percentiles 5 and 95', numeric.percentile5, numeric.percentile95],
    ['Quartiles', numeric.firstQuartile, numeric.thirdQuartile],
  ];
  return (
    <div>
      <table className="column-pairs num" aria-label={`Quantiles of ${name}`}>
        <thead className="visually-hidden">
          <tr>
            {['Quantiles', 'Lower', 'Upper'].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {pairs.map(([label, lower, upper]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{formatNumber(lower)}</td>
              <td>{formatNumber(upper)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Stats>
        <Stat label="Median" value={formatNumber(numeric.median)} />
        <Stat label="Mean" value={formatNumber(numeric.mean)} />
        <Stat label="Standard deviation" value={formatNumber(numeric.standardDeviation)} />
        <Stat
          label="Zeros"
          value={formatCount(zeros)}
          detail={zeros > 0 ? formatPercent(zeros / rows) : null}
        />
        {infinite > 0 ? <Stat label="Infinite" value={formatCount(infinite)} /> : null}
      </Stats>
    </div>
  );
}
