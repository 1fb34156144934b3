import type { Job } from '../../../core/contract/job.ts';
import { formatPlural, formatScore } from '../../ui/format.ts';
import { bestRow, type LearnerRow } from './learner-row.ts';

/** How a training stands, in a sentence. */
export function trainingTitle(state: {
  job: Job | null;
  rows: readonly LearnerRow[];
  wasCached: boolean;
}): string {
  const { job, rows, wasCached } = state;
  const done = rows.filter((row) => row.status === 'done').length;
  const lead = leadText(rows);
  if (job?.status === 'done') {
    const start = wasCached ? 'This experiment has been run before' : 'Training is done';
    return lead ? `${start}: ${lead}.` : `${start}.`;
  }
  if (job?.status === 'failed') return 'Training failed.';
  if (job?.status === 'cancelled') return `Training was stopped after ${formatPlural(done, 'learner')}.`;
  if (job?.status === 'interrupted') return 'Training was interrupted when the engine ended.';
  if (rows.length === 0) return 'Training starts …';
  const progress = `${done} of ${formatPlural(rows.length, 'learner')} done`;
  return lead ? `${progress}; ${lead}.` : `${progress}.`;
}

/** Who leads on validation, with all whose score reads the same. */
function leadText(rows: readonly LearnerRow[]): string | null {
  const best = bestRow(rows);
  if (!best) return null;
  const score = formatScore(best.averagePrecision);
  const equal = rows.filter((row) => formatScore(row.averagePrecision) === score).length - 1;
  const who = equal === 0 ? `${best.name} leads` : `${best.name} and ${equal} more lead`;
  return `${who} with ${score} average precision on validation`;
}
