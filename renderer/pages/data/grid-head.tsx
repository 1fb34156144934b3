// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot be laid out row by row where it is seen
// biome-ignore-all lint/a11y/useFocusableInteractive: rows and cells of a table take no focus
import type { VirtualItem } from '@tanstack/react-virtual';
import { memo } from 'react';
import type { DatasetVersion } from '../../../core/contract/dataset.ts';
import type { ColumnStatistics, Issue } from '../../../core/contract/profile.ts';
import type { RowFilter } from '../../../core/contract/row-filter.ts';
import type { Findings } from '../../client/findings.ts';
import { columnLabel } from '../../ui/column-name.ts';
import { formatCount, formatPlural } from '../../ui/format.ts';
import { IconArrowDown, IconArrowUp } from '../../ui/icons.ts';
import { SmallChart } from '../../ui/small-chart.tsx';
import { Tag } from '../../ui/tag.tsx';
import { ColumnFilter } from './column-filter.tsx';
import { testOf, withTest } from './row-view.ts';
import type { RowSort, RowView } from './use-row-pages.ts';

/** What is wrong with a column in a word that fits its card. */
const shortNames: Readonly<Record<string, string>> = {
  'missing.sentinel': 'hidden gaps',
  'cardinality.high': 'levels',
  'constant.column': 'constant',
  'number.outlier': 'outliers',
  'correlation.pair': 'twin',
};

interface HeadProps {
  version: DatasetVersion;
  findings: Findings;
  items: readonly VirtualItem[];
  height: number;
  numberWidth: number;
  asked: RowView;
  selected: number | null;
  target: string | null;
  dropped: readonly string[];
  onSelect: (column: number) => void;
  onSort: (sort: RowSort | null) => void;
  onFilter: (filter: RowFilter) => void;
}

/**
 * The head of the grid: one card per column with its name, type, shape and what is wrong with it. Not drawn again while
 * rows scroll by.
 */
export const GridHead = memo(function GridHead(props: HeadProps) {
  const { version, findings, items, height, numberWidth } = props;
  const { sort, filter } = props.asked;
  return (
    <div className="row-grid-head" role="row" aria-rowindex={1} style={{ height }}>
      <div className="row-grid-corner" role="columnheader" style={{ width: numberWidth }}>
        <span>Row</span>
      </div>
      {items.map(({ index, start, size }) => {
        const column = version.columns[index];
        if (!column) return null;
        const order = sort?.column === index ? (sort.descending ? 'descending' : 'ascending') : undefined;
        return (
          <div
            key={index}
            role="columnheader"
            aria-colindex={index + 2}
            aria-sort={order}
            className="row-grid-column"
            data-selected={index === props.selected || undefined}
            data-dropped={props.dropped.includes(column.name) || undefined}
            style={{ width: size, left: start }}
          >
            <div className="row-grid-name">
              <button
                type="button"
                className="truncate"
                title={columnLabel(column.name)}
                aria-expanded={index === props.selected}
                onClick={() => props.onSelect(index)}
              >
                {columnLabel(column.name)}
              </button>
              <div className="row-grid-tools">
                <ColumnFilter
                  column={column}
                  statistics={findings.columns[index] ?? null}
                  test={testOf(filter, index)}
                  onChange={(test) => props.onFilter(withTest(filter, index, test))}
                />
                <button
                  type="button"
                  className="row-grid-tool"
                  data-on={order}
                  aria-label={`Sort by ${columnLabel(column.name)}`}
                  title={`Sort by ${columnLabel(column.name)}`}
                  onClick={() => props.onSort(nextSort(index, sort))}
                >
                  {order === 'descending' ? <IconArrowDown size={14} /> : <IconArrowUp size={14} />}
                </button>
              </div>
            </div>
            <ColumnCard
              type={column.type}
              statistics={findings.columns[index] ?? null}
              issue={worstIssue(findings, column.name)}
              isTarget={column.name === props.target}
              isDropped={props.dropped.includes(column.name)}
            />
          </div>
        );
      })}
    </div>
  );
});

function ColumnCard(props: {
  type: string;
  statistics: ColumnStatistics | null;
  issue: Issue | null;
  isTarget: boolean;
  isDropped: boolean;
}) {
  const { statistics, issue } = props;
  return (
    <>
      <div className="row-grid-type">
        <span
          className="truncate"
          title={statistics ? formatPlural(statistics.distinct, 'distinct value') : undefined}
        >
          {props.type}
          {statistics ? ` · ${formatCount(statistics.distinct)}` : ''}
        </span>
        {props.isTarget ? <Tag tone="good">target</Tag> : null}
        {props.isDropped ? <Tag>dropped</Tag> : null}
        {issue && !props.isTarget && !props.isDropped ? (
          <span title={issue.title}>
            <Tag tone={issue.severity}>{shortNames[issue.detector] ?? issue.detector.split('.')[0]}</Tag>
          </span>
        ) : null}
      </div>
      {statistics ? <SmallChart statistics={statistics} /> : <div className="row-grid-waiting" />}
      {statistics ? <MissingBar missing={statistics.missing} count={statistics.count} /> : null}
    </>
  );
}

/** The share of missing cells as a thin line at the foot of the column's card. */
function MissingBar({ missing, count }: { missing: number; count: number }) {
  if (missing === 0) return null;
  const rows = Math.max(1, missing + count);
  return (
    <div className="row-grid-missing" title={`${formatCount(missing)} missing`}>
      <i style={{ width: `${(100 * missing) / rows}%` }} />
      <span className="visually-hidden">{formatCount(missing)} missing</span>
    </div>
  );
}

function nextSort(column: number, sort: RowSort | null): RowSort | null {
  if (sort?.column !== column) return { column, descending: false };
  return sort.descending ? null : { column, descending: true };
}

function worstIssue(findings: Findings, column: string): Issue | null {
  return (
    findings.issues.find(
      ({ severity, columns }) => severity !== 'note' && columns.length < 3 && columns.includes(column),
    ) ?? null
  );
}
