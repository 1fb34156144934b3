import { queryOptions, skipToken } from '@tanstack/react-query';
import type { ExperimentSpec } from '../../../core/contract/experiment.ts';
import type { SplitCheckRequest, SplitChecks } from '../../../core/contract/split-check.ts';
import { client } from '../../client/client.ts';
import { type KeptResult, useKeptResult } from '../../client/use-kept-result.ts';

/** What speaks against the parts that a draft leads to; looked for anew when they change, and to be stopped. */
export function useSplitChecks(spec: ExperimentSpec | null, isReady: boolean): KeptResult<SplitChecks> {
  const request = isReady && spec ? requestOf(spec) : null;
  return useKeptResult({
    question: request && JSON.stringify(request),
    query: checksQuery(request),
    start: () => (request ? client.split.check(request) : Promise.reject(new Error('No parts'))),
    stopsStale: true,
  });
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

function requestOf({ data, target, split, recipe, seed, thresholds }: ExperimentSpec): SplitCheckRequest {
  const set = thresholds ? { thresholds } : {};
  return { version: data.version, target, split, recipe, seed, ...set };
}

function checksQuery(request: SplitCheckRequest | null) {
  return queryOptions({
    queryKey: ['split', 'check', JSON.stringify(request)],
    queryFn: request ? () => client.split.getChecks(request) : skipToken,
  });
}
