import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Comparison } from '../../../core/contract/evaluate.ts';
import type { RunSummary } from '../../../core/contract/run.ts';
import { queries } from '../../client/queries.ts';
import { Card } from '../../ui/card.tsx';
import { formatCount } from '../../ui/format.ts';
import { ClassMatrixCard } from './class-matrix-card.tsx';
import { ConfusionCard } from './confusion-card.tsx';
import { CurvesCard } from './curves-card.tsx';
import { confusionAt } from './decision-metrics.ts';
import { modelKey } from './model-key.ts';
import { ModelTable } from './model-table.tsx';
import { ThresholdCard } from './threshold-card.tsx';
import { useComparedModels, useCurves } from './use-compared-models.ts';
import { WarningList } from './warning-list.tsx';

interface EvidenceProps {
  readonly comparison: Comparison;
  readonly runs: readonly RunSummary[];
}

const OBJECTIVES = { f1: 'F1', mcc: 'MCC', 'balanced-accuracy': 'balanced accuracy' } as const;

/** What the verdict rests on: curves, the threshold and its confusion matrix, every model's scores. */
export function Evidence({ comparison, runs }: EvidenceProps) {
  const models = useComparedModels(comparison, runs);
  const [wantedModel, setWantedModel] = useState<string | null>(null);
  const [moved, setMoved] = useState<Readonly<Record<string, number>>>({});
  const isBinary = models.some((model) => model.metrics.kind === 'binary');
  const [classIndex, setClassIndex] = useState(0);
  const curves = useCurves(models, isBinary ? undefined : classIndex);

  const best = comparison.best && modelKey(comparison.best);
  const selected = models.find((model) => model.key === (wantedModel ?? best)) ?? models[0] ?? null;
  const run = useQuery({ ...queries.run(selected?.ref.run ?? noRun), enabled: selected !== null });
  const curve = curves.series.find((item) => item.key === selected?.key)?.curve ?? null;
  const positive = isBinary
    ? (comparison.positiveClass ?? 'positive')
    : (comparison.classNames[classIndex] ?? '');
  const negative = useMemo(
    () => comparison.classNames.find((name) => name !== comparison.positiveClass) ?? `not ${positive}`,
    [comparison, positive],
  );
  const prevalence = isBinary ? comparison.prevalence : classPrevalence(selected, classIndex);
  const threshold =
    selected?.metrics.kind === 'binary' ? (moved[selected.key] ?? selected.metrics.threshold) : null;

  return (
    <div className="stack">
      <WarningList warnings={comparison.warnings} />
      <div className="cols compare-top">
        <CurvesCard
          series={curves.series}
          isPending={curves.isPending}
          error={curves.error}
          positive={positive}
          prevalence={prevalence}
          testLooks={comparison.testLooks}
          marker={selected && threshold !== null ? { key: selected.key, threshold } : null}
          picker={
            !isBinary && (
              <Select
                aria-label="Class against the rest"
                w={150}
                allowDeselect={false}
                data={comparison.classNames.map((name, index) => ({ value: String(index), label: name }))}
                value={String(classIndex)}
                onChange={(value) => setClassIndex(Number(value ?? 0))}
              />
            )
          }
        />
        <div className="stack">
          {selected?.metrics.kind === 'binary' && threshold !== null && (
            <ThresholdCard
              modelName={selected.label}
              threshold={threshold}
              chosen={selected.metrics.threshold}
              objective={run.data ? OBJECTIVES[run.data.spec.threshold.objective] : null}
              onChange={(next) => setMoved(withThreshold(moved, selected.key, next))}
            />
          )}
          {selected?.metrics.kind === 'binary' && threshold !== null && (
            <ConfusionCard
              modelName={selected.label}
              confusion={
                curve && threshold !== selected.metrics.threshold
                  ? confusionAt(curve, threshold)
                  : selected.metrics.confusion
              }
              negative={negative}
              positive={positive}
            />
          )}
          {selected?.metrics.kind === 'multiclass' && (
            <ClassMatrixCard modelName={selected.label} metrics={selected.metrics} />
          )}
        </div>
      </div>
      <Card title="Models" aside={testPartText(comparison, models[0]?.metrics)} flush>
        <ModelTable
          comparison={comparison}
          models={models}
          selected={selected?.key ?? null}
          onSelect={setWantedModel}
        />
      </Card>
    </div>
  );
}

const noRun = '' as RunSummary['id'];

function withThreshold(
  moved: Readonly<Record<string, number>>,
  key: string,
  next: number | null,
): Readonly<Record<string, number>> {
  const { [key]: _, ...rest } = moved;
  return next === null ? rest : { ...rest, [key]: next };
}

function classPrevalence(
  model: { metrics: Comparison['models'][number]['metrics'] } | null,
  classIndex: number,
): number | null {
  return model?.metrics.kind === 'multiclass'
    ? (model.metrics.perClass[classIndex]?.prevalence ?? null)
    : null;
}

function testPartText(
  comparison: Comparison,
  metrics: Comparison['models'][number]['metrics'] | undefined,
): string {
  const rows = `test part, ${formatCount(comparison.testRows)} rows`;
  const positives =
    metrics?.kind === 'binary' ? `, ${formatCount(metrics.positives)} ${comparison.positiveClass ?? ''}` : '';
  return `${rows}${positives} · choose a row to see its confusion matrix`;
}
