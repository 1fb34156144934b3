import { useQuery } from '@tanstack/react-query';
import type { ExperimentSpec } from '../../../core/contract/experiment.ts';
import { queries } from '../../client/queries.ts';

/** The parts that a draft leads to. Asked anew whenever what they hang on changes. */
export function useSplitPreview(spec: ExperimentSpec | null) {
  return useQuery({ ...queries.split(spec), placeholderData: (previous) => previous });
}
