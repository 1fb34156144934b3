import type { EnginePort, ParentLink } from './parent-link.ts';

/** Over a forked process's one channel many ports run, told apart by an id. */
export type ForkMessage =
  | { readonly kind: 'connect' | 'port-closed'; readonly id: number }
  | { readonly kind: 'port-message'; readonly id: number; readonly data: unknown }
  | { readonly kind: 'close' };

interface OpenPort {
  readonly onData: ((data: unknown) => void)[];
  readonly onEnd: (() => void)[];
}

/** The link of a Node process that was forked with an IPC channel (and `serialization: 'advanced'`). */
export function forkLink(own: NodeJS.Process): ParentLink {
  const open = new Map<number, OpenPort>();

  function openPort(id: number): EnginePort {
    const port: OpenPort = { onData: [], onEnd: [] };
    open.set(id, port);
    return {
      onMessage: { addListener: (listener) => void port.onData.push(listener) },
      onDisconnect: { addListener: (listener) => void port.onEnd.push(listener) },
      postMessage: (data: unknown) => own.send?.({ kind: 'port-message', id, data } satisfies ForkMessage),
    };
  }

  own.on('message', (message: ForkMessage) => {
    if (message.kind === 'port-message') {
      for (const listener of open.get(message.id)?.onData ?? []) listener(message.data);
    } else if (message.kind === 'port-closed') {
      for (const listener of open.get(message.id)?.onEnd ?? []) listener();
      open.delete(message.id);
    }
  });

  return {
    report: (report) => own.send?.(report),
    onConnect(listener) {
      own.on('message', (message: ForkMessage) => {
        if (message.kind === 'connect') listener(openPort(message.id));
      });
    },
    onClose(listener) {
      own.on('message', (message: ForkMessage) => {
        if (message.kind === 'close') listener();
      });
      own.on('disconnect', listener);
    },
  };
}
