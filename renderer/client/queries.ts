import { QueryClient, queryOptions, skipToken } from '@tanstack/react-query';
import type { ExperimentSpec } from '../../core/contract/experiment.ts';
import type { DatasetVersionId, JobId, RunId } from '../../core/contract/ids.ts';
import type { Fix, TargetSpec } from '../../core/contract/profile.ts';
import { client } from './client.ts';
import { toFailure } from './failure.ts';
import type { ProfileQuestion } from './profile-question.ts';
import { allSaved } from './saving.ts';

/** Answers are kept until something says that they changed: the engine is local and nobody else writes. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: false,
      networkMode: 'always',
      retry: (count, thrown) => toFailure(thrown).code === 'ENGINE_DOWN' && count < 8,
      retryDelay: 600,
    },
    mutations: { networkMode: 'always' },
  },
});

/** Characters after which cells are cut that are shown in tables of rows. */
export const cutAfter = 2_000;

/** What can be asked of the engine and kept, one entry per call. Keys start with the stage's name. */
export const queries = {
  project: () => queryOptions({ queryKey: ['project'], queryFn: () => client.project.get({}) }),
  settings: () => queryOptions({ queryKey: ['settings'], queryFn: () => client.project.settings({}) }),
  doctor: () => queryOptions({ queryKey: ['doctor'], queryFn: () => client.project.doctor({}) }),
  datasets: () => queryOptions({ queryKey: ['dataset', 'list'], queryFn: () => client.dataset.list({}) }),
  samples: () =>
    queryOptions({ queryKey: ['dataset', 'samples'], queryFn: () => client.dataset.samples({}) }),
  /** The cached profile, null where it was not computed. With `question` undefined nothing is asked. */
  profile: (version: DatasetVersionId | null, question: ProfileQuestion | undefined) =>
    queryOptions({
      queryKey: ['profile', version, question],
      queryFn: version && question ? () => client.profile.get({ version, ...question }) : skipToken,
    }),
  /** The job that computes a profile of this version now; asked again until there is one. */
  runningProfile: (version: DatasetVersionId | null) =>
    queryOptions({
      queryKey: ['profile', version, 'running'],
      queryFn: version ? () => client.profile.running({ version }) : skipToken,
      refetchInterval: ({ state }) => (state.data?.job ? false : 400),
      staleTime: 0,
      gcTime: 0,
    }),
  targetView: (version: DatasetVersionId, target: TargetSpec, column: string) =>
    queryOptions({
      queryKey: ['profile', version, 'target-view', target, column],
      queryFn: ({ signal }) => client.profile.targetView({ version, target, column }, { signal }),
    }),
  associations: (version: DatasetVersionId, target: TargetSpec | null) =>
    queryOptions({
      queryKey: ['profile', version, 'associations', target],
      queryFn: ({ signal }) => client.profile.associations({ version, target }, { signal }),
    }),
  missingness: (version: DatasetVersionId) =>
    queryOptions({
      queryKey: ['profile', version, 'missingness'],
      queryFn: ({ signal }) => client.profile.missingness({ version }, { signal }),
    }),
  fixPreview: (spec: ExperimentSpec, fix: Fix) =>
    queryOptions({
      queryKey: ['fix', 'preview', spec, fix],
      queryFn: ({ signal }) => {
        const { data, target, recipe, split, seed } = spec;
        return client.fix.preview({ version: data.version, target, recipe, split, seed, fix }, { signal });
      },
    }),
  draft: (version: DatasetVersionId | null) =>
    queryOptions({
      queryKey: ['experiment', 'draft', version],
      queryFn: version
        ? async () => {
            await allSaved();
            return client.experiment.draft({ version });
          }
        : skipToken,
    }),
  /** The parts that an experiment leads to. */
  split: (spec: Pick<ExperimentSpec, 'data' | 'target' | 'split' | 'recipe' | 'seed'> | null) => {
    const input = spec && {
      version: spec.data.version,
      target: spec.target,
      split: spec.split,
      recipe: spec.recipe,
      seed: spec.seed,
    };
    return queryOptions({
      queryKey: ['split', JSON.stringify(input)],
      queryFn: input ? ({ signal }) => client.split.preview(input, { signal }) : skipToken,
    });
  },
  /** One cell whole; not kept for long, since it may be large. */
  cell: (place: { version: DatasetVersionId; row: number; column: { index: number } } | null) =>
    queryOptions({
      queryKey: ['dataset', 'cell', place?.version, place?.row, place?.column.index],
      queryFn: place
        ? ({ signal }) =>
            client.dataset.cell(
              { version: place.version, row: place.row, column: place.column.index },
              { signal },
            )
        : skipToken,
      gcTime: 0,
    }),
  /** Rows of a version by their numbers, in this order; long cells are cut. */
  rowsByNumber: (version: DatasetVersionId, rowNumbers: readonly number[]) =>
    queryOptions({
      queryKey: ['dataset', 'rows', version, 'numbers', rowNumbers],
      queryFn:
        rowNumbers.length > 0
          ? ({ signal }) =>
              client.dataset.rows({ version, rowNumbers: [...rowNumbers], cutAfter }, { signal })
          : skipToken,
    }),
  runs: () => queryOptions({ queryKey: ['run', 'list'], queryFn: () => client.run.list({}) }),
  run: (run: RunId) => queryOptions({ queryKey: ['run', run], queryFn: () => client.run.get({ run }) }),
  curve: (run: RunId, learner: string, classIndex?: number) =>
    queryOptions({
      queryKey: ['run', run, 'curve', learner, classIndex ?? null],
      queryFn: () => client.run.curve({ run, learner, classIndex }),
    }),
  comparison: (runs: readonly RunId[]) =>
    queryOptions({
      queryKey: ['compare', ...runs],
      queryFn: () => client.compare.runs({ runs: [...runs] }),
      enabled: runs.length > 0,
    }),
  bundles: () => queryOptions({ queryKey: ['bundle', 'list'], queryFn: () => client.bundle.list({}) }),
  jobs: () => queryOptions({ queryKey: ['job', 'list'], queryFn: () => client.job.list({}) }),
};

/** Says that a job was started, so that lists of jobs show it at once. */
export function jobStarted(_job: JobId): void {
  void queryClient.invalidateQueries({ queryKey: ['job', 'list'] });
}
