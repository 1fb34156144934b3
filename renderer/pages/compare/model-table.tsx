import { memo, useMemo } from 'react';
import type { Comparison } from '../../../core/contract/evaluate.ts';
import { Forest } from '../../charts/forest.tsx';
import { Swatch } from '../../charts/swatch.tsx';
import { type DataColumn, DataTable } from '../../ui/data-table.tsx';
import { formatBytes, formatDuration, formatEstimate, formatInterval, formatScore } from '../../ui/format.ts';
import { Tag } from '../../ui/tag.tsx';
import { modelKey } from './model-key.ts';
import type { ComparedModel } from './use-compared-models.ts';

interface ModelTableProps {
  readonly comparison: Comparison;
  readonly models: readonly ComparedModel[];
  readonly selected: string | null;
  readonly onSelect: (key: string) => void;
}

/** Every model with its scores on test; choosing a row shows its confusion matrix. */
export const ModelTable = memo(function ModelTable(props: ModelTableProps) {
  const { comparison, models, selected, onSelect } = props;
  const columns = useMemo(() => modelColumns(comparison, models), [comparison, models]);
  return (
    <div className="model-table">
      <DataTable
        key={countRuns(models) > 1 ? 'runs' : 'run'}
        label="Scores on test"
        rows={models}
        columns={columns}
        rowId={(model) => model.key}
        selected={selected}
        onSelect={(model) => onSelect(model.key)}
        initialSort={[{ id: 'ap', desc: true }]}
      />
    </div>
  );
});

function countRuns(models: readonly ComparedModel[]): number {
  return new Set(models.map((model) => model.ref.run)).size;
}

function modelColumns(
  comparison: Comparison,
  models: readonly ComparedModel[],
): readonly DataColumn<ComparedModel>[] {
  const best = comparison.best && modelKey(comparison.best);
  const simplest = comparison.simplestSufficient && modelKey(comparison.simplestSufficient);
  const behind = new Map(comparison.differences.map((item) => [modelKey(item.other), item]));
  const hasManyRuns = countRuns(models) > 1;
  const maximum = Math.max(
    0.05,
    ...models.map(({ metrics }) => metrics.averagePrecisionInterval?.high ?? metrics.averagePrecision ?? 0),
  );
  const score = (id: string, name: string, of: (model: ComparedModel) => number | null) => ({
    id,
    name,
    align: 'right' as const,
    sortsDescending: id !== 'logLoss' && id !== 'brier',
    value: of,
    cell: (model: ComparedModel) => formatScore(of(model)),
  });
  return [
    {
      id: 'name',
      name: 'Model',
      value: (model) => model.name,
      cell: (model) => (
        <span className="model-name">
          <Swatch style={model.style} />
          {model.name}
          {model.isBaseline && <span className="dim">baseline</span>}
          {model.key === best && <Tag tone="good">best</Tag>}
          {model.key === simplest && model.key !== best && <Tag tone="note">simplest sufficient</Tag>}
        </span>
      ),
    },
    { id: 'run', name: 'Run', value: (model) => model.runName, isHidden: !hasManyRuns },
    {
      id: 'forest',
      name: 'AP, 95 % interval',
      value: (model) => model.metrics.averagePrecision,
      sortsDescending: true,
      cell: (model) => (
        <Forest
          value={model.metrics.averagePrecision}
          interval={model.metrics.averagePrecisionInterval}
          maximum={maximum}
          reference={comparison.prevalence}
          token={model.style.token}
          width={110}
        />
      ),
    },
    {
      id: 'ap',
      name: 'AP',
      align: 'right',
      sortsDescending: true,
      value: (model) => model.metrics.averagePrecision,
      cell: (model) => (
        <b>{formatEstimate(model.metrics.averagePrecision, model.metrics.averagePrecisionInterval)}</b>
      ),
    },
    {
      id: 'interval',
      name: 'Interval',
      align: 'right',
      value: (model) => formatInterval(model.metrics.averagePrecisionInterval),
      cell: (model) => <span className="dim">{formatInterval(model.metrics.averagePrecisionInterval)}</span>,
    },
    {
      id: 'behind',
      name: 'Behind the best',
      align: 'right',
      isHidden: true,
      value: (model) => behind.get(model.key)?.estimate ?? null,
      cell: (model) => {
        const item = behind.get(model.key);
        if (!item) return '–';
        const text = `${formatEstimate(item.estimate, item.interval)} (${formatInterval(item.interval)})`;
        return item.isDetectable ? text : <span className="dim">{text}, not detectable</span>;
      },
    },
    score('auc', 'ROC AUC', (model) => model.metrics.rocAuc),
    score('logLoss', 'Log loss', (model) => model.metrics.logLoss),
    score('brier', 'Brier', (model) => model.metrics.brier),
    score('mcc', 'MCC', (model) => model.metrics.mcc),
    {
      id: 'fit',
      name: 'Fit time',
      align: 'right',
      value: (model) => model.fitMs,
      cell: (model) => <span className="dim">{formatDuration(model.fitMs)}</span>,
    },
    {
      id: 'size',
      name: 'Size',
      align: 'right',
      value: (model) => model.sizeBytes,
      cell: (model) => <span className="dim">{formatBytes(model.sizeBytes)}</span>,
    },
  ];
}
