import { performance } from 'node:perf_hooks';
import { isDeepStrictEqual } from 'node:util';
import type { DatasetVersionId, JobId } from '../contract/ids.ts';
import type { ColumnStatistics, TargetSpec, ThresholdOverrides } from '../contract/profile.ts';
import { type DetectorResult, profileTable } from '../profile/profile.ts';
import { proposeTarget } from '../profile/propose-target.ts';
import { canonicalJson } from '../shared/canonical-json.ts';
import { getProfile, saveProfile } from '../store/profiles.ts';
import type { Project } from '../store/project.ts';
import { getVersion } from '../store/versions.ts';
import { engineVersion } from '../version.ts';
import type { EngineContext } from './context.ts';
import type { JobContext } from './jobs.ts';
import { keepFacts, knownFacts } from './known-facts.ts';
import { setThresholds } from './thresholds.ts';

/** Folds and samples of the detectors are the same for everybody, so that a profile can be compared. */
const profileSeed = 1;

/** A profile that is being computed. */
export interface ProfileWork {
  readonly job: JobId;
  readonly version: DatasetVersionId;
  /** Undefined until it is proposed, which is when the columns are counted. */
  readonly target: TargetSpec | null | undefined;
  /** The statistics of all columns, there before the detectors begin; rejects when the work ends before. */
  readonly statistics: Promise<ColumnStatistics[]>;
}

interface Begun {
  readonly version: DatasetVersionId;
  target: TargetSpec | null | undefined;
  readonly thresholds: ThresholdOverrides;
  readonly counted: PromiseWithResolvers<ColumnStatistics[]>;
  /** Null until it has begun. */
  signal: AbortSignal | null;
}

/** By the open project: a call has a context of its own. */
const works = new WeakMap<Project, Map<JobId, Begun>>();

const unfinished = new WeakMap<Project, Map<string, Map<string, DetectorResult>>>();
const mostUnfinished = 8;

/**
 * Begins a profile, or answers with the one of the same version, target and thresholds that is being computed. Without
 * a target the proposed one is taken. Throws VERSION_UNKNOWN, and OPTION_INVALID for a threshold that there is not.
 */
export function startProfile(
  context: EngineContext,
  {
    version,
    target,
    thresholds = {},
  }: {
    version: DatasetVersionId;
    target: TargetSpec | null | undefined;
    thresholds?: ThresholdOverrides;
  },
): ProfileWork {
  setThresholds(thresholds);
  const same = findWork(
    context,
    (work) =>
      work.version === version &&
      isDeepStrictEqual(work.thresholds, thresholds) &&
      (target === undefined || isDeepStrictEqual(work.target, target)),
  );
  if (same) return same;
  const { name } = getVersion(context.project, version);
  const begun: Begun = { version, target, thresholds, counted: Promise.withResolvers(), signal: null };
  begun.counted.promise.catch(() => undefined);
  const job = context.jobs.start({ kind: 'profile', title: `Check ${name}` }, async (work) => {
    begun.signal = work.signal;
    try {
      await compute(context, begun, work);
    } catch (thrown) {
      begun.counted.reject(thrown);
      throw thrown;
    } finally {
      worksOf(context).delete(job);
    }
    return { kind: 'profile', version };
  });
  worksOf(context).set(job, begun);
  return { job, version, target, statistics: begun.counted.promise };
}

/** The profile of a version that is being computed, the one begun last; null for none. */
export function runningProfile(context: EngineContext, version: DatasetVersionId): ProfileWork | null {
  return findWork(context, (work) => work.version === version);
}

async function compute(context: EngineContext, begun: Begun, { signal, report }: JobContext): Promise<void> {
  const { project } = context;
  const { version, target, thresholds, counted } = begun;
  const known =
    target === undefined ? null : getProfile(project, { version, target, thresholds, engineVersion });
  if (known) {
    counted.resolve(known.columns);
    return;
  }
  const profile = await profileTable({
    sql: await context.sql(),
    table: context.table(version),
    target:
      target === undefined
        ? (columns) => {
            begun.target = proposeTarget(columns)?.target ?? null;
            return begun.target;
          }
        : target,
    thresholds: setThresholds(thresholds).profile,
    seed: profileSeed,
    now: () => performance.now(),
    asOf: getVersion(project, version).loadedAt,
    threads: context.pool(),
    signal,
    onEvent: report,
    onPart: report,
    columns: knownFacts(project, version),
    onFacts(columns) {
      keepFacts(project, version, columns);
      counted.resolve(columns.map(({ statistics }) => statistics));
    },
    resultsFor: (found) => unfinishedOf(context, { version, target: found, thresholds }),
  });
  unfinished.get(project)?.delete(questionOf({ version, target: profile.target, thresholds }));
  saveProfile(project, { profile, thresholds, engineVersion });
}

/** A profile that is asked for. */
interface Question {
  readonly version: DatasetVersionId;
  readonly target: TargetSpec | null;
  readonly thresholds: ThresholdOverrides;
}

function questionOf(question: Question): string {
  return canonicalJson({ ...question });
}

/** What detectors have found so far for a profile that is not whole; of the profiles that were stopped, the last few are kept. */
function unfinishedOf({ project }: EngineContext, question: Question): Map<string, DetectorResult> {
  const all = unfinished.get(project) ?? new Map<string, Map<string, DetectorResult>>();
  unfinished.set(project, all);
  const key = questionOf(question);
  const results = all.get(key) ?? new Map<string, DetectorResult>();
  all.set(key, results);
  for (const oldest of all.keys()) {
    if (all.size <= mostUnfinished) break;
    all.delete(oldest);
  }
  return results;
}

function worksOf({ project }: EngineContext): Map<JobId, Begun> {
  const known = works.get(project) ?? new Map<JobId, Begun>();
  works.set(project, known);
  return known;
}

function findWork(context: EngineContext, fits: (work: Begun) => boolean): ProfileWork | null {
  const found = [...worksOf(context)].findLast(([, work]) => !work.signal?.aborted && fits(work));
  if (!found) return null;
  const [job, { version, target, counted }] = found;
  return { job, version, target, statistics: counted.promise };
}
