import { profileTasks, type TaskAnswers, type TaskInputs, type TaskKind } from './profile-tasks.ts';

/** Threads that whoever starts a profile lends to it. */
export interface Threads {
  readonly threads: number;
  /** Runs `profileTask` on a thread, with arrays in shared memory shared. Rejects with CANCELLED when the signal aborts. */
  run(name: 'profile', task: ProfileTask, options: { signal?: AbortSignal }): Promise<unknown>;
}

/** A piece of work for a thread. */
export type ProfileTask = { [Kind in TaskKind]: { kind: Kind; input: TaskInputs[Kind] } }[TaskKind];

/** Does a piece of work on a thread, or here where no threads were lent; long ones await `pause` here between pieces. */
export async function work<Kind extends TaskKind>(
  kind: Kind,
  input: TaskInputs[Kind],
  { threads, signal, pause }: { threads?: Threads; signal?: AbortSignal; pause?: () => Promise<void> },
): Promise<TaskAnswers[Kind]> {
  if (threads === undefined) return profileTasks[kind](input, pause);
  const task = { kind, input } as ProfileTask;
  return (await threads.run('profile', task, signal ? { signal } : {})) as TaskAnswers[Kind];
}

/** Rows from which work on a column pays for its way to a thread. */
export const rowsForThreads = 50_000;

/** The threads that were lent, for columns long enough. */
export function lentFor(
  { threads }: { threads: Threads | undefined },
  rowCount: number,
): Threads | undefined {
  return rowCount >= rowsForThreads ? threads : undefined;
}

/** Columns from which their correlations are worth the way to a thread. */
const columnsForThreads = 64;

/** `correlationMatrix`, on a thread for many columns. */
export function correlationsOf(
  units: readonly Float64Array[],
  { values, signal }: { values: { threads: Threads | undefined }; signal?: AbortSignal },
): Promise<Float64Array> {
  const threads = units.length < columnsForThreads ? undefined : values.threads;
  return work('correlations', units, { threads, signal });
}

/** What a thread does with a task. */
export function profileTask(task: ProfileTask): TaskAnswers[TaskKind] | Promise<TaskAnswers[TaskKind]> {
  switch (task.kind) {
    case 'stored':
      return profileTasks.stored(task.input);
    case 'stored-texts':
      return profileTasks['stored-texts'](task.input);
    case 'stored-prose':
      return profileTasks['stored-prose'](task.input);
    case 'stored-unique':
      return profileTasks['stored-unique'](task.input);
    case 'numbers':
      return profileTasks.numbers(task.input);
    case 'moments':
      return profileTasks.moments(task.input);
    case 'rank':
      return profileTasks.rank(task.input);
    case 'centre':
      return profileTasks.centre(task.input);
    case 'pairs':
      return profileTasks.pairs(task.input);
    case 'equals':
      return profileTasks.equals(task.input);
    case 'repeats':
      return profileTasks.repeats(task.input);
    case 'codes':
      return profileTasks.codes(task.input);
    case 'logistic':
      return profileTasks.logistic(task.input);
    case 'neighbours':
      return profileTasks.neighbours(task.input);
    case 'correlations':
      return profileTasks.correlations(task.input);
    case 'screen-numbers':
      return profileTasks['screen-numbers'](task.input);
    case 'screen-mixed':
      return profileTasks['screen-mixed'](task.input);
    case 'scores':
      return profileTasks.scores(task.input);
    case 'edges':
      return profileTasks.edges(task.input);
  }
}
