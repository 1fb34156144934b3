import type { RunId } from '../core/contract/ids.ts';
import type { RunSummary } from '../core/contract/run.ts';
import type { EngineClient } from '../core/engine/index.ts';
import { JobFailure } from './job-failure.ts';

const listedRuns = 8;
const shownDigits = 12;

/** The run whose id starts like this. Throws RUN_UNKNOWN naming the runs there are when none or several do. */
export async function resolveRun(client: EngineClient, prefix: string): Promise<RunId> {
  const runs = await client.run.list({});
  const matches = runs.filter((run) => run.id.startsWith(prefix.toLowerCase()));
  const [match] = matches;
  if (match && matches.length === 1) return match.id;
  if (matches.length > 1) {
    throw new JobFailure(
      'RUN_UNKNOWN',
      `${matches.length} runs start with "${prefix}"; type more of the id:\n${runLines(matches)}`,
    );
  }
  const next = runs.length
    ? `This project has:\n${runLines(runs)}`
    : 'This project has no runs yet; make one with assay run, or name another project with --project.';
  throw new JobFailure('RUN_UNKNOWN', `No run starts with "${prefix}". ${next}`);
}

/** The digits of a run's id that are shown: enough to type. */
export function shortRun(id: RunId): string {
  return id.slice(0, shownDigits);
}

function runLines(runs: readonly RunSummary[]): string {
  const lines = runs.slice(0, listedRuns).map((run) => `  ${shortRun(run.id)}  ${run.name}`);
  if (runs.length > listedRuns) lines.push(`  and ${runs.length - listedRuns} more`);
  return lines.join('\n');
}
