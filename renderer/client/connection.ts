import type { ClientContext, ClientLink } from '@orpc/client';
import { ORPCError } from '@orpc/client';

export type ConnectionState = 'connecting' | 'open' | 'down';

/**
 * One link that was opened: where calls go, and how to hear of its end. When it ends, the calls that were under way
 * are rejected by the link itself.
 */
export interface Carrier {
  readonly link: ClientLink<ClientContext>;
  readonly ended: Promise<void>;
}

const firstWaitMs = 400;
const longestWaitMs = 5_000;

/**
 * A link that opens itself again when the engine goes away. While it is away every call fails with ENGINE_DOWN
 * at once, and calls that were under way fail with it too: nothing hangs.
 */
export function createConnection(open: () => Promise<Carrier>) {
  const listeners = new Set<() => void>();
  let state: ConnectionState = 'connecting';
  let carrier: Carrier | null = null;
  let opening = connect(firstWaitMs);

  function become(next: ConnectionState): void {
    state = next;
    for (const listener of listeners) listener();
  }

  async function connect(waitMs: number): Promise<void> {
    try {
      const opened = await open();
      carrier = opened;
      become('open');
      void opened.ended.then(() => {
        carrier = null;
        become('down');
        opening = connect(firstWaitMs);
      });
    } catch {
      become('down');
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      opening = connect(Math.min(waitMs * 2, longestWaitMs));
    }
  }

  const link: ClientLink<ClientContext> = {
    async call(path, input, options) {
      if (state === 'connecting') await opening;
      const current = carrier;
      if (!current) throw engineDown();
      try {
        return await current.link.call(path, input, options);
      } catch (thrown) {
        throw carrier === current ? thrown : engineDown(thrown);
      }
    },
  };

  return {
    link,
    state: () => state,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** What every call fails with while the engine is away. */
export function engineDown(cause?: unknown): ORPCError<string, unknown> {
  return new ORPCError('ENGINE_DOWN', {
    status: 503,
    message: 'The engine is not running. It is being started again; nothing that was finished is lost.',
    cause,
  });
}
