import { profileTasks, type TaskAnswers, type TaskInputs, type TaskKind } from './profile-tasks.ts';

/** Threads that whoever starts a profile lends to it. */
export interface Threads {
  readonly threads: number;
  /** Runs `profileTask` on a thread, with arrays in shared memory shared. Rejects with CANCELLED when the signal aborts. */
  run(name: 'profile', task: ProfileTask, options: { signal?: AbortSignal }): Promise<unknown>;
}

/** A piece of work for a thread. */
export type ProfileTask<Kinds extends TaskKind = TaskKind> = {
  [Kind in Kinds]: { kind: Kind; input: TaskInputs[Kind] };
}[Kinds];

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
export function profileTask<Kind extends TaskKind>({
  kind,
  input,
}: ProfileTask<Kind>): TaskAnswers[Kind] | Promise<TaskAnswers[Kind]> {
  return profileTasks[kind](input);
}
