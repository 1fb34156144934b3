import { performance } from 'node:perf_hooks';
import type { MessagePort } from 'node:worker_threads';
import { CoreError } from '../errors.ts';
import type { averagePrecisionDifference } from '../evaluate/average-precision-difference.ts';
import type { evaluateParts } from '../evaluate/evaluate-parts.ts';
import type { StageTask } from '../load/formats/staged-table.ts';
import type { HashTask } from '../load/hash-columns.ts';
import type { EncodeTask } from '../load/typed-csv/csv-slab.ts';
import type { ProfileTask } from '../profile/threads.ts';
import type trainTask from '../train/worker.ts';

// Each task brings what it needs when it is first run: a thread that counts does not wait for what others train with.

/** What the pool hands to a thread: the task's input and a port for its events, ended by null. */
interface Call<Input> {
  readonly input: Input;
  readonly port: MessagePort;
}

/** Fits one learner; answers with the model and the time that fitting took, threads and libraries already up. */
export async function train({ input, port }: Call<Parameters<typeof trainTask>[0]['task']>) {
  const { default: work } = await import('../train/worker.ts');
  const startedAt = performance.now();
  const answer = await work({ task: input, port });
  port.postMessage(null);
  return { answer, fitMs: performance.now() - startedAt };
}

/** Metrics of one model on validation and test. */
export async function evaluate({ input, port }: Call<Parameters<typeof evaluateParts>[0]>) {
  const result = (await import('../evaluate/evaluate-parts.ts')).evaluateParts(input);
  port.postMessage(null);
  return result;
}

/** Average precision of two models on the same rows and the interval of its difference. */
export async function difference({ input, port }: Call<Parameters<typeof averagePrecisionDifference>[0]>) {
  const work = await import('../evaluate/average-precision-difference.ts');
  const result = work.averagePrecisionDifference(input);
  port.postMessage(null);
  return result;
}

/** A heavy part of a profile. */
export async function profile({ input, port }: Call<ProfileTask>) {
  const result = await (await import('../profile/threads.ts')).profileTask(input);
  port.postMessage(null);
  return result;
}

/** Digests of some columns of a data file. */
export async function hash({ input, port }: Call<HashTask>) {
  const { hashColumns } = await import('../load/hash-columns.ts');
  const { openDuck } = await import('../store/duck.ts');
  const allowedPaths = [input.path];
  const duck = await openDuck({
    threads: 1,
    memoryLimitMb: hashMemoryMb,
    spillDirectory: null,
    allowedPaths,
  });
  let told = 0;
  try {
    return await hashColumns({
      ...input,
      sql: duck.sql,
      onRows(rows) {
        if (rows - told < rowsPerEvent) return;
        told = rows;
        port.postMessage({ kind: 'progress', message: 'hashing rows', done: rows, total: rows });
      },
    });
  } finally {
    duck.close();
    port.postMessage(null);
  }
}

/** Reads and encodes a piece of a CSV file. */
export async function csv({ input, port }: Call<EncodeTask>) {
  const { buffersOf, encodeSlab } = await import('../load/typed-csv/csv-slab.ts');
  const piscina = await import('piscina');
  const slab = encodeSlab(input);
  port.postMessage(null);
  // Memory is handed over rather than copied.
  return piscina.move({ [piscina.transferableSymbol]: buffersOf(slab), [piscina.valueSymbol]: slab });
}

const hashMemoryMb = 256;
const rowsPerEvent = 100_000;

/** The tfjs backends that load here. */
export async function backends({ port }: Call<null>) {
  const result = await (await import('../train/loadable-backends.ts')).loadableBackends();
  port.postMessage(null);
  return result;
}

/** Reads a sheet of a workbook or a view of a database. Errors travel as data, since a thread boundary would strip their code. */
export async function stage({ input, port }: Call<StageTask>) {
  try {
    const { stageTable } = await import('../load/formats/staged-table.ts');
    return { ok: true, staged: await stageTable(input) } as const;
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    const { code, message, details } = error;
    return { ok: false, error: { code, message, details } } as const;
  } finally {
    port.postMessage(null);
  }
}
