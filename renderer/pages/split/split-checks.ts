import { queryOptions, useQuery } from '@tanstack/react-query';
import type { ExperimentSpec } from '../../../core/contract/experiment.ts';
import type { SplitChecks } from '../../../core/contract/split-check.ts';
import { client } from '../../client/client.ts';
import { queryClient } from '../../client/queries.ts';

/** What speaks against the parts that a draft leads to; asked anew when they change, and to be stopped. */
export function useSplitChecks(spec: ExperimentSpec | null, isReady: boolean) {
  const wanted = spec && checksQuery(spec);
  const query = useQuery({
    ...(wanted ?? { queryKey: ['split', 'check', 'none'], queryFn: () => Promise.reject(new Error()) }),
    enabled: wanted !== null && isReady,
  });
  return {
    checks: query.data ?? null,
    error: query.error,
    isRunning: query.isFetching,
    isStopped: isReady && !query.isFetching && !query.data && !query.error,
    start: () => void query.refetch(),
    stop: () => void (wanted && queryClient.cancelQueries({ queryKey: wanted.queryKey })),
  };
}

const acrossParts = [
  'split.group-overlap',
  'split.row-overlap',
  'split.near-overlap',
  'split.index-overlap',
  'split.time-overlap',
];

/** The worst finding about something that stands on both sides of the split, as a sentence; null when nothing does. */
export function crossingVerdict(checks: SplitChecks | null): string | null {
  const found = checks?.issues.find(
    ({ detector, severity }) => severity !== 'note' && acrossParts.includes(detector),
  );
  return found ? `${found.title}.` : null;
}

function checksQuery({ data, target, split, recipe, seed }: ExperimentSpec) {
  const input = { version: data.version, target, split, recipe, seed };
  return queryOptions({
    queryKey: ['split', 'check', JSON.stringify(input)],
    queryFn: ({ signal }) => client.split.check(input, { signal }),
  });
}
