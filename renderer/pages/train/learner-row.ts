import type { EpochEvent, LearnerEvent } from '../../../core/contract/job.ts';
import type { Run } from '../../../core/contract/run.ts';
import { distinctNames } from '../../charts/distinct-names.ts';
import type { LossSeries } from '../../charts/loss-chart.tsx';
import { type ModelStyle, modelStyle } from '../../charts/model-style.ts';

/** One learner of a training as its table shows it. */
export interface LearnerRow {
  readonly key: string;
  readonly name: string;
  readonly isBaseline: boolean;
  readonly status: LearnerEvent['status'];
  readonly averagePrecision: number | null;
  readonly summary: string;
  readonly elapsedMs: number | null;
  readonly style: ModelStyle;
  readonly epochs: LossSeries['epochs'];
  readonly maxEpochs: number | null;
}

/** Rows of a training that is followed. */
export function rowsOfEvents(options: {
  learners: readonly LearnerEvent[];
  epochs: Readonly<Record<string, readonly EpochEvent[]>>;
  runOrdinal: number;
}): LearnerRow[] {
  const keys = options.learners.map((event) => ({
    key: event.learner,
    name: event.name,
    isBaseline: event.isBaseline,
  }));
  const names = distinctNames(keys);
  return options.learners.map((event) => {
    const epochs = options.epochs[event.learner] ?? [];
    return {
      ...event,
      key: event.learner,
      name: names.get(event.learner) ?? event.name,
      style: modelStyle({ runOrdinal: options.runOrdinal, learners: keys, key: event.learner }),
      epochs,
      maxEpochs: epochs.at(-1)?.maxEpochs ?? null,
    };
  });
}

/** Rows of a run that is stored. */
export function rowsOfRun(run: Run, runOrdinal: number): LearnerRow[] {
  const { models } = run.metrics;
  const names = distinctNames(models);
  return models.map((model) => ({
    key: model.key,
    name: names.get(model.key) ?? model.name,
    isBaseline: model.isBaseline,
    status: 'done',
    averagePrecision: model.validation.averagePrecision,
    summary: model.summary,
    elapsedMs: run.environment.fitMs[model.key] ?? null,
    style: modelStyle({ runOrdinal, learners: models, key: model.key }),
    epochs: model.history,
    maxEpochs: null,
  }));
}

/** The row with the highest average precision on validation so far; null while none has one. */
export function bestRow(rows: readonly LearnerRow[]): LearnerRow | null {
  let best: LearnerRow | null = null;
  for (const row of rows) {
    if (row.averagePrecision !== null && row.averagePrecision > (best?.averagePrecision ?? -1)) best = row;
  }
  return best;
}
