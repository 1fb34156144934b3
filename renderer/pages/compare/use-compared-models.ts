import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Comparison } from '../../../core/contract/evaluate.ts';
import type { RunSummary } from '../../../core/contract/run.ts';
import type { CurveSeries } from '../../charts/curve-series.ts';
import { distinctNames } from '../../charts/distinct-names.ts';
import { type ModelStyle, modelStyle, runOrdinal } from '../../charts/model-style.ts';
import { queries } from '../../client/queries.ts';
import { modelKey } from './model-key.ts';

export type ComparedModel = Comparison['models'][number] & {
  readonly key: string;
  readonly style: ModelStyle;
  /** Name in charts: with the run's name where more than one run is compared. */
  readonly label: string;
};

/** The models of a comparison with the style each keeps on every page. */
export function useComparedModels(
  comparison: Comparison | undefined,
  runs: readonly RunSummary[],
): readonly ComparedModel[] {
  return useMemo(() => {
    if (!comparison) return [];
    const hasManyRuns = new Set(comparison.models.map((model) => model.ref.run)).size > 1;
    const runNames = distinctNames(
      [...new Set(comparison.models.map((model) => model.ref.run))].map((run) => ({
        key: run,
        name: comparison.models.find((model) => model.ref.run === run)?.runName ?? '',
      })),
    );
    return comparison.models.map((model) => {
      const learners = comparison.models
        .filter((other) => other.ref.run === model.ref.run)
        .map((other) => ({ key: other.ref.learner, name: other.name, isBaseline: other.isBaseline }));
      const name = distinctNames(learners).get(model.ref.learner) ?? model.name;
      return {
        ...model,
        name,
        runName: runNames.get(model.ref.run) ?? model.runName,
        key: modelKey(model.ref),
        label: hasManyRuns ? `${name}, ${runNames.get(model.ref.run) ?? model.runName}` : name,
        style: modelStyle({ runOrdinal: runOrdinal(runs, model.ref.run), learners, key: model.ref.learner }),
      };
    });
  }, [comparison, runs]);
}

/** Operating points of the models, fetched once per model; those that are not there yet are left out. */
export function useCurves(models: readonly ComparedModel[], classIndex: number | undefined) {
  return useQueries({
    queries: models.map((model) => queries.curve(model.ref.run, model.ref.learner, classIndex)),
    combine: (results) => ({
      series: results.flatMap((result, index): CurveSeries[] => {
        const model = models[index];
        if (!model || !result.data) return [];
        return [
          {
            key: model.key,
            label: model.label,
            style: model.style,
            isBaseline: model.isBaseline,
            curve: result.data.curve,
            band: result.data.band,
          },
        ];
      }),
      isPending: results.some((result) => result.isPending),
      error: results.find((result) => result.error)?.error ?? null,
    }),
  });
}
