import { CoreError } from '../errors.ts';

/** Orders of rows that pages are cut from, each worked out once. */
export interface RowOrders {
  /**
   * The order under this key: the one that is kept, the one that is being worked out, or a new one by `work`. Rejects
   * with CANCELLED as soon as `signal` aborts; the work stops when nobody waits for it any more.
   */
  get(
    key: string,
    work: (signal: AbortSignal) => Promise<Uint32Array>,
    signal?: AbortSignal,
  ): Promise<Uint32Array>;
}

interface Pending {
  readonly order: Promise<Uint32Array>;
  readonly abort: AbortController;
  waiting: number;
}

/** Keeps the orders used last, as many as fit in `mostBytes`, and in any case the very last. */
export function createRowOrders({ mostBytes }: { mostBytes: number }): RowOrders {
  /** The one used last stands last. */
  const kept = new Map<string, Uint32Array>();
  const pending = new Map<string, Pending>();

  function keep(key: string, order: Uint32Array): void {
    kept.delete(key);
    kept.set(key, order);
    let bytes = [...kept.values()].reduce((sum, { byteLength }) => sum + byteLength, 0);
    for (const [oldest, { byteLength }] of kept) {
      if (bytes <= mostBytes || oldest === key) return;
      kept.delete(oldest);
      bytes -= byteLength;
    }
  }

  function start(key: string, work: (signal: AbortSignal) => Promise<Uint32Array>): Pending {
    const abort = new AbortController();
    const order = work(abort.signal).then((found) => {
      keep(key, found);
      return found;
    });
    const begun: Pending = { order, abort, waiting: 0 };
    pending.set(key, begun);
    const end = () => {
      if (pending.get(key) === begun) pending.delete(key);
    };
    order.then(end, end);
    return begun;
  }

  return {
    async get(key, work, signal) {
      const known = kept.get(key);
      if (known) {
        keep(key, known);
        return known;
      }
      const begun = pending.get(key) ?? start(key, work);
      begun.waiting++;
      try {
        return await unlessAborted(begun.order, signal);
      } finally {
        begun.waiting--;
        if (begun.waiting === 0 && !kept.has(key)) {
          if (pending.get(key) === begun) pending.delete(key);
          begun.abort.abort();
        }
      }
    },
  };
}

async function unlessAborted<T>(result: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return result;
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = () => reject(new CoreError('CANCELLED', 'Stopped on request.'));
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([result, promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
