import type { SupportedMessagePort } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { createRouterClient } from '@orpc/server';
import { RPCHandler as PortHandler } from '@orpc/server/message-port';
import { RPCHandler as SocketHandler } from '@orpc/server/ws';
import type { WebSocket } from 'ws';
import type { contract } from '../contract/contract.ts';
import { jsonSerializers } from '../contract/serializers.ts';
import { createContext, type HostKind } from './context.ts';
import { router } from './router.ts';

/** Everything the contract offers, as functions. */
export type EngineClient = ContractRouterClient<typeof contract>;

/** One open project and all product logic over it. A host carries calls to it, in-process or over a wire. */
export interface Engine {
  readonly projectDirectory: string;
  /** For callers in this process: no wire, the same checks. */
  readonly client: EngineClient;
  /** Answers the calls that come over this port until it closes. */
  connect(port: SupportedMessagePort): void;
  /** Answers the calls that come over this WebSocket until it closes. */
  accept(socket: Pick<WebSocket, 'addEventListener' | 'send'>): void;
  /** Cancels what runs, and lets go of files and threads. */
  close(): Promise<void>;
}

/**
 * Opens the project in `projectDirectory`, making it if it does not exist.
 * Throws PROJECT_INVALID when the folder is something else, PROJECT_LOCKED when its database cannot be had.
 */
export function createEngine(options: { projectDirectory: string; host: HostKind; now: () => Date }): Engine {
  const context = createContext(options);
  const ports = new PortHandler(router, { customJsonSerializers: jsonSerializers });
  const sockets = new SocketHandler(router, { customJsonSerializers: jsonSerializers });
  return {
    projectDirectory: context.project.path,
    client: createRouterClient(router, { context }),
    connect: (port) => ports.upgrade(port, { context }),
    accept: (socket) => void sockets.upgrade(socket, { context }),
    close: () => context.close(),
  };
}
