import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { useSyncExternalStore } from 'react';
import type { contract } from '../../core/contract/contract.ts';
import { type ConnectionState, createConnection } from './connection.ts';
import { openPort, openSocket } from './links.ts';

const bridge = window.assay;

/** The link to the engine, whichever host carries it. */
export const connection = createConnection(bridge ? () => openPort(bridge) : openSocket);

/** Every call of the contract, typed: `client.dataset.rows({ version })`. */
export const client: ContractRouterClient<typeof contract> = createORPCClient(connection.link);

/** Whether the engine can be reached right now. */
export function useConnection(): ConnectionState {
  return useSyncExternalStore(connection.subscribe, connection.state);
}
