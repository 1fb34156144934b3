/** How a model is drawn wherever it appears: a colour token and a dash. */
export interface ModelStyle {
  /** Token without its dashes, e.g. "run-1". */
  readonly token: string;
  /** SVG dash pattern in pixels; empty for a solid line. */
  readonly dash: string;
}

const RUN_COLORS = 6;
const RUN_DASHES = ['', '10px,3px', '10px,3px,2px,3px', '4px,2px', '2px,2px'] as const;
const BASELINE_DASHES = ['5px,4px', '2px,3px', '8px,3px,2px,3px', '12px,5px'] as const;

/** What a style is computed from: the run's place in the project and the learners of the run in order. */
export interface ModelPlace {
  /** 0 for the oldest run of the project, then 1, … */
  readonly runOrdinal: number;
  readonly learners: readonly { readonly key: string; readonly isBaseline: boolean }[];
  readonly key: string;
}

/**
 * Style of a model, the same on every page. Baselines are grey and dashed; candidates take the run colours
 * from the run's place on, and runs differ by dash as well, so that equal colours are still told apart.
 */
export function modelStyle({ runOrdinal, learners, key }: ModelPlace): ModelStyle {
  const learner = learners.find((item) => item.key === key);
  const isBaseline = learner?.isBaseline ?? false;
  const place = Math.max(
    0,
    learners.filter((item) => item.isBaseline === isBaseline).findIndex((item) => item.key === key),
  );
  if (isBaseline) {
    return { token: 'run-base', dash: BASELINE_DASHES[place % BASELINE_DASHES.length] ?? '5px,4px' };
  }
  return {
    token: `run-${((runOrdinal + place) % RUN_COLORS) + 1}`,
    dash: RUN_DASHES[(runOrdinal + Math.floor(place / RUN_COLORS)) % RUN_DASHES.length] ?? '',
  };
}

/** Place of a run among the runs of the project, oldest first; a run that is not among them comes last. */
export function runOrdinal(
  runs: readonly { readonly id: string; readonly createdAt: string }[],
  id: string | null,
): number {
  const ordered = [...runs].sort((a, b) =>
    a.createdAt === b.createdAt ? (a.id < b.id ? -1 : 1) : a.createdAt < b.createdAt ? -1 : 1,
  );
  const index = ordered.findIndex((run) => run.id === id);
  return index < 0 ? ordered.length : index;
}
