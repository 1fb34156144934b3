import { queryOptions, useQuery } from '@tanstack/react-query';
import type { ExperimentSpec } from '../../../core/contract/experiment.ts';
import { client } from '../../client/client.ts';

/** The parts that a draft leads to. Asked anew whenever what they hang on changes. */
export function useSplitPreview(spec: ExperimentSpec | null) {
  return useQuery({
    ...(spec
      ? previewQuery(spec)
      : { queryKey: ['split', 'none'], queryFn: () => Promise.reject(new Error()) }),
    enabled: spec !== null,
    placeholderData: (previous) => previous,
  });
}

/** Names of all classes of the target column, whatever class the draft calls positive. */
export function useTargetClasses(spec: ExperimentSpec | null) {
  const all = spec && { ...spec, target: { column: spec.target.column } };
  return useQuery({
    ...(all
      ? previewQuery(all)
      : { queryKey: ['split', 'none'], queryFn: () => Promise.reject(new Error()) }),
    enabled: all !== null,
    select: (summary) => summary.classNames,
  });
}

function previewQuery({ data, target, split, recipe, seed }: ExperimentSpec) {
  const input = { version: data.version, target, split, recipe, seed };
  return queryOptions({
    queryKey: ['split', JSON.stringify(input)],
    queryFn: ({ signal }) => client.split.preview(input, { signal }),
  });
}
