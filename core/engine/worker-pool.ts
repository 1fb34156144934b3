import { availableParallelism } from 'node:os';
import { MessageChannel } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { type WorkEvent, workEvent } from '../contract/job.ts';
import { throwIfCancelled } from '../errors.ts';

/** Threads for heavy computing. A task is one of the functions that worker.ts exports. */
export interface WorkerPool {
  /**
   * Runs `task` with `input` (structured clone; SharedArrayBuffers are shared, not copied). Events that the task
   * sends reach `onEvent` in order. Aborting kills the thread and rejects with CANCELLED.
   */
  run(task: string, input: unknown, options: RunOptions): Promise<unknown>;
  readonly threads: number;
  /** Lets what runs finish, then ends the threads. */
  retire(): Promise<void>;
  /** Ends the threads at once. */
  close(): Promise<void>;
}

export interface RunOptions {
  signal?: AbortSignal;
  onEvent?: (event: WorkEvent) => void;
}

/** A pool of at most `threads` threads (0: as many as the machine has cores), started when needed. */
export function createWorkerPool(options: { threads: number }): WorkerPool {
  const threads = options.threads || availableParallelism();
  const piscina = new Piscina({
    filename: new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.mjs', import.meta.url).href,
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: 20_000,
    concurrentTasksPerWorker: 1,
  });
  return {
    threads,
    async run(task, input, { signal, onEvent }) {
      throwIfCancelled(signal);
      const { port1, port2 } = new MessageChannel();
      const drained = new Promise<void>((resolve) => {
        port1.on('message', (message) =>
          message === null ? resolve() : onEvent?.(workEvent.parse(message)),
        );
        port1.on('close', resolve);
      });
      try {
        const result = await piscina.run(
          { input, port: port2 },
          { name: task, transferList: [port2], ...(signal ? { signal } : {}) },
        );
        await drained;
        return result;
      } catch (error) {
        throwIfCancelled(signal);
        throw error;
      } finally {
        port1.close();
      }
    },
    retire: () => piscina.close(),
    close: () => piscina.destroy(),
  };
}
